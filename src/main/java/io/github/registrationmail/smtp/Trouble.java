package io.github.registrationmail.smtp;

import java.time.Duration;

/**
 * Why mails do not go out as fast as they come.
 *
 * @param said the mail server's words, or what it did
 */
record Trouble(SendingStatus.State state, String said) {

  static final Trouble NONE = new Trouble(SendingStatus.State.SENDING, "");

  SendingStatus status(Duration nextTry, int connections) {
    return new SendingStatus(state, said, nextTry, connections);
  }

  boolean isPause() {
    return state.compareTo(SendingStatus.State.PAUSED) >= 0;
  }
}
