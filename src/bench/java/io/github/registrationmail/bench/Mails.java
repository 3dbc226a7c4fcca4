package io.github.registrationmail.bench;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.support.MailSink;
import java.time.Duration;
import org.awaitility.Awaitility;

/** What the mail server has got: all of it, and each mail exactly once. */
record Mails(MailSink sink) {

  /** How long nothing may come after the last mail; what the service does then counts as well. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  /** How long no mail may come before the rest counts as lost; longer than the sweep's grace. */
  private static final Duration STALLED = Duration.ofMinutes(2);

  /**
   * Returns when so many recipients have one, or the rest is lost.
   *
   * @param since when the last one was under way, by {@link System#nanoTime}
   */
  void await(int recipients, long since) {
    Awaitility.await()
        .forever()
        .pollInterval(Duration.ofMillis(20))
        .during(QUIET)
        .until(() -> sink.recipients() >= recipients || isStalled(since));
  }

  private boolean isStalled(long since) {
    return System.nanoTime() - Math.max(since, sink.lastNanos()) > STALLED.toNanos();
  }

  /**
   * @param sender for the message
   */
  void assertEachOnce(String sender, Addresses addresses) {
    long registered = addresses.given().count();
    long lost = addresses.given().filter(address -> sink.mails(address) == 0).count();
    long doubled = addresses.given().filter(address -> sink.mails(address) > 1).count();
    assertAll(
        sender,
        () -> assertEquals(0, lost, "registered without mail"),
        () -> assertEquals(0, doubled, "with more than one mail"),
        () -> assertEquals(registered - lost, sink.recipients(), "also with a mail after its run"));
  }
}
