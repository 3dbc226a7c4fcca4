package io.github.registrationmail.mail;

import io.quarkus.mailer.Mail;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * SMTP connections that are kept open between mails: as many as mails are sent at once, which the
 * consumer bounds. A connection that hung is not used again.
 */
@Singleton
class SmtpPool {

  private final SmtpConnections connections;
  private final Queue<SmtpConnection> idle = new ConcurrentLinkedQueue<>();

  SmtpPool(SmtpConnections connections) {
    this.connections = connections;
  }

  /** Fails with what the mail client or the time limit said; nothing is sent after that. */
  Uni<Void> send(Mail mail) {
    return Uni.createFrom()
        .deferred(this::take)
        .chain(connection -> connection.send(mail).onTermination().invoke(() -> keep(connection)));
  }

  private Uni<SmtpConnection> take() {
    return Optional.ofNullable(idle.poll())
        .map(connection -> Uni.createFrom().item(connection))
        .orElseGet(connections::open);
  }

  private void keep(SmtpConnection connection) {
    if (!connection.isCut()) {
      idle.add(connection);
    }
  }
}
