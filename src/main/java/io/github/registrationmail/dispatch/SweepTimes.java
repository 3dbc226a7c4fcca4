package io.github.registrationmail.dispatch;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Says, without clock or I/O, when a mail that nothing moved is overdue, and whether the sweep
 * publishes it again then. Each time is counted from the statement that writes it.
 */
@Singleton
public class SweepTimes {

  private final Duration publishDeadline;
  private final Duration grace;
  private final Duration maxGrace;
  private final Duration every;

  @Inject
  SweepTimes(PublishConfig publish, SweepConfig sweep) {
    this(publish.deadline(), sweep.grace(), sweep.maxGrace(), sweep.every());
  }

  SweepTimes(Duration publishDeadline, Duration grace, Duration maxGrace, Duration every) {
    this.publishDeadline = publishDeadline;
    this.grace = grace;
    this.maxGrace = maxGrace;
    this.every = every;
  }

  /** What to do with one row: publish it now or not, and look again after {@code next}. */
  record Step(boolean publish, Duration next) {}

  /** A mail that is published in the next moment: its confirm comes before, or not at all. */
  public Duration published() {
    return publishDeadline.plus(publishDeadline);
  }

  /**
   * A mail that is registered now: what the broker cannot take, the sweep sends as soon as it can.
   *
   * @param brokerIsReady whether a publish has a chance
   */
  public Duration registered(boolean brokerIsReady) {
    return brokerIsReady ? published() : unpublished();
  }

  /** A mail that nobody publishes before the sweep does. */
  public Duration unpublished() {
    return Duration.ZERO;
  }

  /**
   * A mail whose message the broker holds.
   *
   * @param delay until it is due
   */
  public Duration held(Duration delay) {
    return delay.plus(grace);
  }

  /**
   * After MySQL was away, or its clock has jumped, leases may have run out although whoever holds
   * them is well: so long they have to renew their claims.
   */
  Duration renewed() {
    return every.multipliedBy(3);
  }

  Step decide(Overdue row, boolean backlog) {
    Duration next = row.state() == MailState.PENDING ? published() : wait(row);
    return new Step(!isInBacklog(row, backlog), row.delay().plus(next));
  }

  /**
   * A backlog holds the message itself; only after the longest grace is it doubled all the same.
   */
  private boolean isInBacklog(Overdue row, boolean backlog) {
    boolean withBroker = row.state() == MailState.QUEUED || row.state() == MailState.RETRYING;
    return backlog && withBroker && wait(row).compareTo(maxGrace) < 0;
  }

  private Duration wait(Overdue row) {
    Duration doubled = grace.multipliedBy(1L << Math.min(row.swept(), 20));
    return doubled.compareTo(maxGrace) < 0 ? doubled : maxGrace;
  }
}
