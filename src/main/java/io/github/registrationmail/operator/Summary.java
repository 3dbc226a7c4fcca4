package io.github.registrationmail.operator;

import io.github.registrationmail.dispatch.MailState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of all replicas together.
 *
 * @param states how many mails are in each state, all states named
 * @param sending whether mails go out, and if not, why not
 * @param oldestUnsent the oldest registration whose mail is still to be sent
 */
@RegisterForReflection
public record Summary(
    Map<MailState, Long> states,
    Optional<Oldest> oldestUnsent,
    LastMinutes lastMinutes,
    Headline sending) {

  public Summary {
    Map<MailState, Long> all = new EnumMap<>(MailState.class);
    for (MailState state : MailState.values()) {
      all.put(state, states.getOrDefault(state, 0L));
    }
    states = Collections.unmodifiableMap(all);
  }

  /** The oldest registration whose mail is neither sent nor given up nor cancelled. */
  @RegisterForReflection
  public record Oldest(long id, Instant registeredAt, long ageSeconds) {}

  /** What happened in the last minutes, the current one included. */
  @RegisterForReflection
  public record LastMinutes(int minutes, long sent, long retried, long failed) {

    /** Sent mails a minute, on average. */
    public double getSentPerMinute() {
      return (double) sent / minutes;
    }
  }
}
