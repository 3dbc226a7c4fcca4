package io.github.registrationmail.stack;

import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A mail server that keeps what it accepts and that recipients steer, see {@link RecipientRule};
 * addresses are compared in lower case.
 */
public final class EmbeddedSmtp implements AutoCloseable {

  private static final long START_MILLIS = 5_000;

  private final Deliveries deliveries = new Deliveries();
  private final Silence silence = new Silence();
  private Optional<SmtpListener> listener = Optional.empty();
  private int port;

  /** Starts on this port, or on a free one when it is 0, and tells which. */
  public synchronized int start(int wanted) {
    QuietLogs.apply();
    port = wanted;
    start();
    return port;
  }

  /** Starts again on the port that it had. */
  public synchronized void start() {
    if (listener.isPresent()) {
      throw new IllegalStateException("The mail server already runs on port " + port);
    }
    var starting = new SmtpListener(port, deliveries, silence);
    starting.startService();
    if (!running(starting)) {
      throw new IllegalStateException("The embedded mail server cannot start on port " + port);
    }
    listener = Optional.of(starting);
    port = starting.getPort();
  }

  private static boolean running(SmtpListener starting) {
    try {
      return starting.waitTillRunning(START_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Refuses connections and cuts those that are open. */
  public synchronized void stop() {
    listener.ifPresent(SmtpListener::stopService);
    listener = Optional.empty();
  }

  public synchronized int port() {
    return port;
  }

  /** While silent, connections are accepted and nothing is answered, on the open ones too. */
  public void silence(boolean silent) {
    silence.set(silent);
  }

  /** The mails that this address received, oldest first. */
  public List<MimeMessage> received(String address) {
    return mails().stream()
        .filter(mail -> mail.recipient().equals(address.toLowerCase(Locale.ROOT)))
        .map(CaughtMail::message)
        .toList();
  }

  /** When a RCPT TO for this address was seen, accepted or not, oldest first. */
  public List<Instant> attempts(String address) {
    return deliveries.attempts(address.toLowerCase(Locale.ROOT));
  }

  /** The latest 500 mails, oldest first. */
  List<CaughtMail> mails() {
    return deliveries.mails();
  }

  /** Forgets all mails and attempts, and speaks again. */
  public void clear() {
    deliveries.clear();
    silence(false);
  }

  @Override
  public void close() {
    stop();
    clear();
  }
}
