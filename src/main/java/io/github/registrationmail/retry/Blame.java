package io.github.registrationmail.retry;

import java.time.Duration;

/** Whose fault a failed attempt is, which says what it counts and what may follow. */
public sealed interface Blame {

  /** The mail's: it is counted, and the next attempt follows by the timetable. */
  record Counted() implements Blame {}

  /** The mail's, by a greylist: counted, and the next attempt is not before the greylist delay. */
  record Greylisted() implements Blame {}

  /** The mail's, for good: counted, and no further attempt makes sense. */
  record ForGood() implements Blame {}

  /**
   * Not the mail's, or in doubt: nothing is counted, and the same attempt is made again.
   *
   * @param delay until then; at most the longest that the broker can hold a mail
   */
  record NotCounted(Duration delay) implements Blame {

    public NotCounted {
      if (delay.isNegative()) {
        throw new IllegalArgumentException("negative delay " + delay);
      }
    }
  }
}
