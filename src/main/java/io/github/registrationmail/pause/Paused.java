package io.github.registrationmail.pause;

import io.github.registrationmail.text.Addresses;
import io.github.registrationmail.text.OneLine;
import io.quarkus.qute.TemplateData;
import java.time.Instant;

/**
 * That sending is paused.
 *
 * @param who has paused it
 * @param reason in the operator's words
 * @param since by the clock of MySQL
 */
@TemplateData
public record Paused(String who, String reason, Instant since) {

  /** What the columns take, in characters. */
  static final int LONGEST_NAME = 100;

  /** The same of a reason. */
  public static final int LONGEST_REASON = 500;

  /** What is left of it for those whom people are hidden from. */
  public Paused masked() {
    return new Paused(who, Addresses.hidden(reason), since);
  }

  /** As it is kept: in one line. */
  static String name(String who) {
    return OneLine.of(who, LONGEST_NAME);
  }

  /** As it is kept: in one line. */
  static String words(String reason) {
    return OneLine.of(reason, LONGEST_REASON);
  }
}
