package io.github.registrationmail.smtp;

import java.time.Duration;

/**
 * How sending is doing at this moment, on this replica.
 *
 * @param said the mail server's words, or what it did; empty when all is well
 * @param nextTry until the next mail is tried; zero when nothing holds it up
 * @param connections that may be open at once
 */
public record SendingStatus(State state, String said, Duration nextTry, int connections) {

  /** In ascending gravity. */
  public enum State {
    SENDING("sending"),
    /** Fewer connections than before. */
    SLOWED("sending slower, because the mail server asks for less"),
    /** The server takes nothing for a while. */
    PAUSED("sending is paused, because the mail server takes nothing"),
    /** Whoever it is for, the server refuses with the same words. */
    REFUSED("sending is paused, because the mail server refuses every recipient"),
    /** Sign-in, sender or rights: only a person can mend that. */
    NEEDS_PERSON("sending is paused until the cause is mended");

    private final String words;

    State(String words) {
      this.words = words;
    }
  }

  /** Whether the mail server has taken nothing since a pause began. */
  public boolean isPaused() {
    return state.compareTo(State.PAUSED) >= 0;
  }

  /** Whether somebody should look. */
  public boolean needsPerson() {
    return state.compareTo(State.REFUSED) >= 0;
  }

  /** One sentence for people, without its end. */
  public String sentence() {
    return said.isEmpty() ? state.words : state.words + ": " + said;
  }
}
