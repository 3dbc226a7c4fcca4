package io.github.registrationmail.operator;

import io.github.registrationmail.text.Addresses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * What an operator has noted about the failures of a reason.
 *
 * @param who has written it last
 * @param at when that was
 */
@RegisterForReflection
public record ReasonNote(String text, String who, Instant at) {

  /** Without addresses, of which it should have none. */
  ReasonNote masked() {
    return new ReasonNote(Addresses.hidden(text), who, at);
  }
}
