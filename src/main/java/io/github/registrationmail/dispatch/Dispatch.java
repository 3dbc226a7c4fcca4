package io.github.registrationmail.dispatch;

import java.time.Duration;

/**
 * One attempt to be delivered after a delay.
 *
 * @param userId the registration's id
 * @param attempt counted from 1
 * @param delay from now; zero for at once
 */
public record Dispatch(long userId, int attempt, Duration delay) {

  public Dispatch {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempts count from 1, not " + attempt);
    }
    if (delay.isNegative()) {
      throw new IllegalArgumentException("negative delay " + delay);
    }
  }

  String messageId() {
    return "registration-" + userId + "-" + attempt;
  }
}
