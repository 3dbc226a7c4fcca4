package io.github.registrationmail.audit;

import io.github.registrationmail.text.OneLine;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an operator does. It holds nothing of the persons it is done to: no address is in it.
 *
 * @param who the name with which they have signed in, which is kept in one line
 * @param registration the one that it is about; empty for none, or many
 * @param filter the query string of those that it is about, without an address
 * @param affected how many registrations it changes
 */
public record NewAction(
    String who, ActionKind kind, OptionalLong registration, Optional<String> filter, int affected) {

  /** What the column takes, in characters. */
  private static final int LONGEST_NAME = 100;

  public NewAction {
    who = OneLine.of(who, LONGEST_NAME);
  }

  /** About nobody. */
  public static NewAction of(String who, ActionKind kind) {
    return new NewAction(who, kind, OptionalLong.empty(), Optional.empty(), 0);
  }

  /** About one registration. */
  public static NewAction of(String who, ActionKind kind, long registration) {
    return new NewAction(who, kind, OptionalLong.of(registration), Optional.empty(), 1);
  }

  /** About as many as the filter means. */
  public static NewAction of(String who, ActionKind kind, String filter, int affected) {
    return new NewAction(who, kind, OptionalLong.empty(), Optional.of(filter), affected);
  }
}
