package io.github.registrationmail.support;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.MailServer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import io.github.registrationmail.stack.smtp.Silence;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A mail server that counts what it accepts by recipient. A mail counts before its 250 is written,
 * as with any server: what happens to the answer is the sender's risk.
 */
public final class MailSink implements AutoCloseable {

  private final Duration latency;
  private final Refusals refusals;
  private final Map<String, Integer> mails = new ConcurrentHashMap<>();
  private final Map<String, Integer> refused = new ConcurrentHashMap<>();
  private final Silence silence = new Silence();
  private final MailServer server = MailServer.plain(silence, new Counting());
  private volatile long lastNanos;

  /**
   * Accepts everything, on a free port.
   *
   * @param latency from the end of a mail to the answer
   */
  public MailSink(Duration latency) {
    this(latency, (recipient, before) -> Optional.empty());
  }

  /**
   * Accepts what is not refused, on a free port.
   *
   * @param latency from the end of a mail to the answer
   */
  public MailSink(Duration latency, Refusals refusals) {
    this(0, latency, refusals);
  }

  /**
   * Accepts everything at the second try at the latest, and at once.
   *
   * @param port 0 for a free one
   * @param refusedOnce recipients that are answered 451 the first time
   */
  public MailSink(int port, Predicate<String> refusedOnce) {
    this(
        port,
        Duration.ZERO,
        (recipient, before) ->
            Optional.of("451 4.3.0 try again")
                .filter(reply -> before == 0 && refusedOnce.test(recipient)));
  }

  private MailSink(int port, Duration latency, Refusals refusals) {
    this.latency = latency;
    this.refusals = refusals;
    server.start(port);
  }

  public Map<String, String> environment() {
    return Map.of(
        "SMTP_HOST", "127.0.0.1",
        "SMTP_PORT", Integer.toString(port()),
        "SMTP_STARTTLS", "DISABLED");
  }

  public int port() {
    return server.port();
  }

  /** While silent, connections are accepted and nothing is answered, on the open ones too. */
  public void silence(boolean on) {
    silence.set(on);
  }

  /** How many connections were made to it. */
  public int connections() {
    return server.connections();
  }

  /** Mails accepted, by recipient. */
  public Map<String, Integer> mails() {
    return Map.copyOf(mails);
  }

  /** How many this recipient has. */
  public int mails(String recipient) {
    return mails.getOrDefault(recipient, 0);
  }

  /** Recipients with a mail. */
  public int recipients() {
    return mails.size();
  }

  /** When the last mail was accepted, by {@link System#nanoTime}. */
  public long lastNanos() {
    return lastNanos;
  }

  /** Forgets whom it has accepted and refused. */
  public void forget() {
    mails.clear();
    refused.clear();
  }

  /** What a recipient is answered that is not accepted. */
  public interface Refusals {

    /**
     * @param before how often this recipient was refused before
     */
    Optional<String> of(String recipient, int before);
  }

  private final class Counting implements Personality {

    @Override
    public Answer rcpt(Session session, String address) {
      Optional<String> reply = refusals.of(address, refused.getOrDefault(address, 0));
      reply.ifPresent(words -> refused.merge(address, 1, Integer::sum));
      return reply.map(Answer::say).orElseGet(Answer::usual);
    }

    @Override
    public Answer text(Session session) {
      session.recipients().forEach(recipient -> mails.merge(recipient, 1, Integer::sum));
      lastNanos = System.nanoTime();
      return latency.isZero() ? Answer.usual() : Answer.usual().after(latency);
    }
  }

  @Override
  public void close() {
    silence(false);
    server.close();
  }
}
