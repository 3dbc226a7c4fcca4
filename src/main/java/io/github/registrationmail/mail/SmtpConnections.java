package io.github.registrationmail.mail;

import io.quarkus.mailer.SentMail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.mailer.runtime.MailerSupport;
import io.quarkus.mailer.runtime.Mailers;
import io.quarkus.mailer.runtime.MailersRuntimeConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Verticle;
import io.vertx.core.impl.VertxInternal;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Opens connections that can be cut.
 *
 * <p>The Vert.x mail client has no time limit, waits for a connection that hangs even when it is
 * closed, and goes on with the mail when the server wakes up. But the sockets of a client that was
 * made in a verticle are closed with it. So each connection is a Quarkus mailer of its own (its
 * pool holds one connection), in a verticle of its own.
 */
@Singleton
class SmtpConnections {

  private final Vertx vertx;
  private final Supplier<Mailers> mailers;
  private final MailConfig config;

  /**
   * @param configured unused; Quarkus configures the default mailer for who injects it
   */
  SmtpConnections(
      ReactiveMailer configured,
      Vertx vertx,
      MailersRuntimeConfig runtime,
      MailerSupport support,
      TlsConfigurationRegistry tls,
      Event<SentMail> sent,
      MailConfig config) {
    this.vertx = vertx;
    GatheringVertx gathering = new GatheringVertx((VertxInternal) vertx.getDelegate());
    this.mailers =
        () -> new Mailers(gathering, vertx, runtime, LaunchMode.current(), support, tls, sent);
    this.config = config;
  }

  /** Not connected yet: that happens with the first mail. */
  Uni<SmtpConnection> open() {
    Holder holder = new Holder(mailers);
    return vertx
        .deployVerticle(holder)
        .map(
            deployment ->
                new SmtpConnection(holder.mailer(), vertx.undeploy(deployment), config.timeout()));
  }

  /** Owns what is created in its start. */
  private static final class Holder extends AbstractVerticle implements Verticle {

    private final Supplier<Mailers> making;
    private final CompletableFuture<Mailers> made = new CompletableFuture<>();

    Holder(Supplier<Mailers> making) {
      this.making = making;
    }

    ReactiveMailer mailer() {
      return made.join().reactiveMailerFromName(Mailers.DEFAULT_MAILER_NAME);
    }

    @Override
    public void start() {
      made.complete(making.get());
    }

    /** Vert.x remembers each mail client until it is told that it is closed. */
    @Override
    public void stop() {
      made.join().stop();
    }
  }
}
