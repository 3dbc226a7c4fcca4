package io.github.registrationmail.stack;

import io.github.registrationmail.stack.smtp.MailServer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Silence;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mail server that keeps what it accepts and that recipients steer, see {@link RecipientRule};
 * addresses are compared in lower case.
 */
public final class EmbeddedSmtp implements AutoCloseable {

  private static final int SHOWN = 500;

  private final Attempts attempts = new Attempts();
  private final Silence silence = new Silence();
  private final SteeredRecipients steered = new SteeredRecipients(attempts);
  private final MailServer server = MailServer.plain(silence, steered);

  /** Starts on this port, or on a free one when it is 0, and tells which. */
  public int start(int wanted) {
    return server.start(wanted).port();
  }

  /** Starts again on the port that it had. */
  public void start() {
    server.start();
  }

  /** Refuses connections and cuts those that are open. */
  public void stop() {
    server.stop();
  }

  public int port() {
    return server.port();
  }

  /** While silent, connections are accepted and nothing is answered, on the open ones too. */
  public void silence(boolean silent) {
    silence.set(silent);
  }

  /** From now on it is also like this, or like nothing else. */
  void behave(Optional<Personality> fault) {
    server.become(
        Stream.concat(Stream.of(silence), Stream.concat(fault.stream(), Stream.of(steered)))
            .toArray(Personality[]::new));
  }

  /** The mails that this address received, oldest first. */
  public List<MimeMessage> received(String address) {
    return server.mails(address).stream().map(CaughtMail::message).toList();
  }

  /** When a RCPT TO for this address was seen, accepted or not, oldest first. */
  public List<Instant> attempts(String address) {
    return attempts.of(address.toLowerCase(Locale.ROOT));
  }

  /** The latest 500 mails, oldest first, each once for each recipient. */
  List<CaughtMail> mails() {
    var mails = server.mails();
    return mails.stream()
        .skip(Math.max(0, mails.size() - SHOWN))
        .flatMap(CaughtMail::each)
        .toList();
  }

  /** Forgets all mails and attempts, and speaks again. */
  public void clear() {
    server.clear();
    attempts.clear();
    silence(false);
  }

  @Override
  public void close() {
    stop();
    clear();
  }
}
