package io.github.registrationmail.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * How many wrong passwords a client may try, see {@link SecurityConfig#failuresPerMinute}. One that
 * has used them up is not listened to for a while, even if the next one were right.
 */
@ApplicationScoped
class FailedSignIns {

  private static final Logger LOG = Logger.getLogger(FailedSignIns.class);
  private static final String SIGN_INS = "registration.sign.ins";
  private static final String OUTCOME = "outcome";

  /** Clients remembered; beyond them the ones that were idle longest are forgotten. */
  private static final int CLIENTS = 10_000;

  private final Optional<RateLimit> failures;
  private final RateLimit warnings = new RateLimit(1, CLIENTS);
  private final Counter wrong;
  private final Counter refused;

  FailedSignIns(SecurityConfig config, MeterRegistry meters) {
    this.failures =
        config.failuresPerMinute() == 0
            ? Optional.empty()
            : Optional.of(new RateLimit(config.failuresPerMinute(), CLIENTS));
    this.wrong = meters.counter(SIGN_INS, OUTCOME, "wrong");
    this.refused = meters.counter(SIGN_INS, OUTCOME, "refused");
  }

  /** How long the client has to wait before it may try again, if it has to. */
  Optional<Duration> remaining(String client) {
    Optional<Duration> wait = failures.flatMap(limit -> limit.look(client, System.nanoTime()));
    wait.ifPresent(any -> refused.increment());
    return wait;
  }

  /** Counts one. */
  void failed(String client) {
    wrong.increment();
    long now = System.nanoTime();
    var unused = failures.flatMap(limit -> limit.take(client, now));
    if (warnings.take(client, now).isEmpty()) {
      LOG.warnf("client %s: wrong user or password of an operator", client);
    }
  }
}
