package io.github.registrationmail.dispatch;

import java.time.Duration;

/**
 * Decides, without clock or I/O, whether an overdue mail is published again and when the sweep
 * looks at it next.
 */
record SweepPolicy(Duration publishDeadline, Duration grace, Duration maxGrace) {

  /** What to do with one row: publish it now or not, and look again after {@code next}. */
  record Step(boolean publish, Duration next) {}

  Step decide(Overdue row, boolean backlog) {
    Duration next = row.state() == MailState.PENDING ? publishDeadline.multipliedBy(2) : wait(row);
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
