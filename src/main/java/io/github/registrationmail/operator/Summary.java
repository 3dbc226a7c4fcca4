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
 * @param counted whether SENT is all that were sent; a replica that has just started counts
 *     millions of them for a while, and until then it is what it has counted
 * @param sending whether mails go out, and if not, why not
 * @param oldestUnsent what is still to be sent and has been due for the longest time
 */
@RegisterForReflection
public record Summary(
    Map<MailState, Long> states,
    boolean counted,
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

  /** What is left of it for those whom people are hidden from. */
  Summary masked() {
    return new Summary(states, counted, oldestUnsent, lastMinutes, sending.masked());
  }

  /**
   * The registration whose mail is neither sent nor given up nor cancelled and has been due for the
   * longest time.
   *
   * @param dueSince when it was registered, or an operator made it due again
   * @param ageSeconds since then
   */
  @RegisterForReflection
  public record Oldest(long id, Instant registeredAt, Instant dueSince, long ageSeconds) {}

  /** What happened in the last minutes, the current one included. */
  @RegisterForReflection
  public record LastMinutes(int minutes, long sent, long retried, long failed) {

    /** Sent mails a minute, on average. */
    public double getSentPerMinute() {
      return (double) sent / minutes;
    }
  }
}
