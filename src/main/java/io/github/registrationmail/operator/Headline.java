package io.github.registrationmail.operator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.registrationmail.broker.WorkQueue;
import io.github.registrationmail.text.Addresses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whether mails go out, and if not, why not.
 *
 * @param since when that began, as this replica has seen it
 * @param why in the words of the mail server, the broker or an operator; empty when all is well
 * @param goesOnAt when the next mail is tried; absent when nothing holds it up, or nobody knows
 * @param queued messages in the work queue; absent while the broker cannot be asked
 * @param consumers how many take from it, on all replicas
 * @param registeredPerMinute how many come; absent until that was watched for half a minute
 * @param sentPerMinute how many go out
 * @param doneAt when nothing waits any more, if it goes on like that; absent if it never will, or
 *     within a minute
 */
@RegisterForReflection
@Schema(name = "SendingNow")
public record Headline(
    State state,
    Instant since,
    String why,
    Optional<Instant> goesOnAt,
    Optional<Long> queued,
    Optional<Long> consumers,
    Optional<Double> registeredPerMinute,
    double sentPerMinute,
    Optional<Instant> doneAt) {

  /** In ascending gravity. */
  public enum State {
    SENDING,
    /** The mail server asks for less. */
    SLOWED,
    /** The mail server takes nothing for a while. */
    PAUSED,
    /** It refuses every recipient. */
    REFUSED,
    /** It refuses the sign-in or the sender. */
    NEEDS_PERSON,
    /** The broker is away, or does not do what is needed. */
    BROKER,
    /** Nobody takes from the work queue. */
    NO_CONSUMER,
    /** An operator has paused it, on all replicas. */
    STOPPED
  }

  static Headline of(
      State state,
      Instant since,
      String why,
      Optional<Instant> goesOnAt,
      Optional<WorkQueue.Standing> queue) {
    return new Headline(
        state,
        since,
        why,
        goesOnAt,
        queue.map(WorkQueue.Standing::ready),
        queue.map(WorkQueue.Standing::consumers),
        Optional.empty(),
        0,
        Optional.empty());
  }

  Headline at(Optional<Double> in, double out, Optional<Instant> done) {
    return new Headline(state, since, why, goesOnAt, queued, consumers, in, out, done);
  }

  /** Without addresses, which a mail server may have repeated. */
  Headline masked() {
    return new Headline(
        state,
        since,
        Addresses.hidden(why),
        goesOnAt,
        queued,
        consumers,
        registeredPerMinute,
        sentPerMinute,
        doneAt);
  }

  /** Whether mails go out as fast as they can. */
  @JsonIgnore
  public boolean isWell() {
    return state == State.SENDING;
  }
}
