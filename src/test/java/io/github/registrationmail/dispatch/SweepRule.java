package io.github.registrationmail.dispatch;

import java.time.Duration;
import java.util.Optional;

/** {@link SweepTimes}, and what they say, without a service. */
public final class SweepRule {

  /** Doubled once it is the longest. */
  private static final SweepTimes TIMES =
      new SweepTimes(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5));

  private SweepRule() {}

  /** With a grace of 30 s. */
  public static SweepTimes times() {
    return TIMES;
  }

  /** Whether the sweep publishes a mail again that it takes over. */
  public static boolean publishes(MailState state, int swept, boolean backlog) {
    Overdue row = new Overdue(1, 1, state, Duration.ZERO, swept, Optional.empty(), false);
    return TIMES.decide(row, backlog).publish();
  }
}
