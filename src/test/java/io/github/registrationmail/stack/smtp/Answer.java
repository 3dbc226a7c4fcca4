package io.github.registrationmail.stack.smtp;

import java.time.Duration;
import java.util.Optional;

/**
 * What the mail server does when it is spoken to.
 *
 * @param text its words, none being those of an ordinary server
 * @param delay how long it waits before them
 * @param times how often it says them
 * @param keeps whether it keeps the mail although the words are no 2xx
 * @param closes whether it closes the connection afterwards
 */
public record Answer(
    Optional<String> text, Duration delay, int times, boolean keeps, boolean closes) {

  private static final Answer USUAL = new Answer(Optional.empty(), Duration.ZERO, 1, false, false);
  private static final Duration FOREVER = Duration.ofDays(1);

  /** That of an ordinary server. */
  public static Answer usual() {
    return USUAL;
  }

  /** A reply; lines of a longer one are parted by CR LF. */
  public static Answer say(String reply) {
    return raw(reply + "\r\n");
  }

  /** These words and no end of a line. */
  public static Answer raw(String words) {
    return new Answer(Optional.of(words), Duration.ZERO, 1, false, false);
  }

  /** The connection is closed without a word. */
  public static Answer close() {
    return raw("").thenClose();
  }

  /** The connection stays open and nothing is ever said. */
  public static Answer never() {
    return close().after(FOREVER);
  }

  public Answer after(Duration pause) {
    return new Answer(text, pause, times, keeps, closes);
  }

  public Answer thenClose() {
    return new Answer(text, delay, times, keeps, true);
  }

  /** Whatever it says, the mail is delivered. */
  public Answer butKeep() {
    return new Answer(text, delay, times, true, closes);
  }

  public Answer times(int count) {
    return new Answer(text, delay, count, keeps, closes);
  }

  boolean isUsual() {
    return equals(USUAL);
  }

  /** These are the words if it has none of its own. */
  Answer or(String reply) {
    return text.isPresent()
        ? this
        : new Answer(Optional.of(reply + "\r\n"), delay, times, keeps, closes);
  }

  /** Whether its code begins so. */
  boolean is(char digit) {
    return text.filter(words -> words.indexOf(digit) == 0).isPresent();
  }
}
