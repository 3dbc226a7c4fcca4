package io.github.registrationmail.operator;

import io.github.registrationmail.pause.Paused;
import io.github.registrationmail.smtp.SendingStatus;
import io.github.registrationmail.text.Addresses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether mails go out.
 *
 * @param since when an operator has paused it
 * @param who has paused it; empty when the mail server takes nothing
 * @param reason the operator's, or the mail server's words
 */
@RegisterForReflection
public record Sending(
    State state, Optional<Instant> since, Optional<String> who, Optional<String> reason) {

  /** In ascending gravity. */
  public enum State {
    SENDING,
    /** The mail server asks for less. */
    SLOWED,
    /** An operator has paused it, or the mail server takes nothing. */
    PAUSED
  }

  /** Without addresses, which a mail server may have repeated. */
  Sending masked() {
    return new Sending(state, since, who, reason.map(Addresses::hidden));
  }

  static Sending of(Optional<Paused> pause, SendingStatus status) {
    return pause.map(Sending::of).orElseGet(() -> of(status));
  }

  private static Sending of(Paused pause) {
    return new Sending(
        State.PAUSED,
        Optional.of(pause.since()),
        Optional.of(pause.who()),
        Optional.of(pause.reason()));
  }

  private static Sending of(SendingStatus status) {
    Optional<String> words = Optional.of(status.said()).filter(said -> !said.isEmpty());
    return new Sending(state(status), Optional.empty(), Optional.empty(), words);
  }

  private static State state(SendingStatus status) {
    if (status.isPaused()) {
      return State.PAUSED;
    }
    return status.state() == SendingStatus.State.SENDING ? State.SENDING : State.SLOWED;
  }
}
