package io.github.registrationmail.mail;

import io.github.registrationmail.mail.Claim.Claimed;
import io.github.registrationmail.pause.PauseChanged;
import io.github.registrationmail.pause.SendingPause;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The claims that this process holds. All are renewed together every third of the lease, so that
 * the lease can be short: only that of a process that is gone runs out. At the end, and while
 * sending is paused, those of mails that were not begun are given back: another replica sends them
 * at once, or the sweep does when sending goes on.
 */
@Singleton
class HeldClaims {

  private static final Logger LOG = Logger.getLogger(HeldClaims.class);

  /** After a renewal that failed: the sweep must not be the first to find MySQL back. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final LeaseRepository leases;
  private final Duration lease;
  private final Duration pause;
  private final Vertx vertx;
  private final ClaimSet held;
  private boolean failing;

  @Inject
  HeldClaims(LeaseRepository leases, MailConfig config, Vertx vertx, SendingPause sending) {
    this(leases, config.lease(), vertx, sending);
  }

  HeldClaims(LeaseRepository leases, Duration lease, Vertx vertx, SendingPause sending) {
    this.leases = leases;
    this.lease = lease;
    this.pause = lease.dividedBy(3);
    this.vertx = vertx;
    this.held = new ClaimSet(sending::isOn);
  }

  void start(@Observes StartupEvent event) {
    renewAfter(pause);
  }

  /** Does the work with this claim, and renews the claim until it has ended. */
  <T> Uni<T> during(Claimed claimed, Uni<T> work) {
    return Uni.createFrom()
        .deferred(() -> hold(claimed).chain(() -> work))
        .onTermination()
        .invoke(() -> held.remove(claimed));
  }

  /** Before the consumer's end waits for the mails that were begun. */
  void end(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
    giveBack().onFailure().recoverWithNull().await().indefinitely();
  }

  void onPause(@ObservesAsync PauseChanged change) {
    if (change.isOn()) {
      giveBack(held.takeWaiting())
          .subscribe()
          .with(
              done -> {},
              failure -> LOG.warnf("claims run out while sending is paused: %s", failure));
    }
  }

  /** Gives back all claims whose mail was not begun, and from now on each new one. */
  Uni<Void> giveBack() {
    return giveBack(held.end());
  }

  /** Gives back this claim if its mail was not begun and it was not given back before. */
  Uni<Void> giveBack(Claimed claimed) {
    return claimed.lease().giveBack() ? givenBack(claimed) : Uni.createFrom().voidItem();
  }

  /** Lets all claims hold for a whole lease from now on, if nobody has taken their mail over. */
  Uni<Void> renew() {
    List<Claimed> renewed = held.all();
    if (renewed.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    long until = Lease.startBefore(lease);
    return leases
        .renew(renewed.stream().map(Claimed::mail).toList(), lease)
        .invoke(tokens -> renew(renewed, tokens, until))
        .replaceWithVoid();
  }

  private static void renew(List<Claimed> claims, Set<Long> tokens, long until) {
    claims.stream()
        .filter(claimed -> tokens.contains(claimed.mail().claim()))
        .forEach(claimed -> claimed.lease().renew(until));
  }

  private void renewAfter(Duration wait) {
    vertx.setTimer(
        wait.toMillis(),
        timer ->
            Uni.createFrom()
                .deferred(this::renew)
                .subscribe()
                .with(renewed -> renewAfter(succeeded()), failure -> renewAfter(failed(failure))));
  }

  private Duration succeeded() {
    failing = false;
    return pause;
  }

  private Duration failed(Throwable failure) {
    if (!failing) {
      LOG.warnf("%d claims are not renewed: %s", held.size(), failure.getMessage());
    }
    failing = true;
    return pause.compareTo(SOON) < 0 ? pause : SOON;
  }

  private Uni<Void> hold(Claimed claimed) {
    return held.add(claimed) ? givenBack(claimed) : Uni.createFrom().voidItem();
  }

  private Uni<Void> givenBack(Claimed claimed) {
    return giveBack(List.of(claimed.mail())).onFailure().recoverWithNull();
  }

  private Uni<Void> giveBack(List<ClaimedMail> unused) {
    if (unused.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    LOG.infof(
        "given back, not begun: %s",
        unused.stream().map(mail -> "user " + mail.userId()).collect(Collectors.joining(", ")));
    return leases.giveBack(unused);
  }
}
