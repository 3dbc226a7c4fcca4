package io.github.registrationmail.invariant;

import io.github.registrationmail.retry.RetryConfig;

/**
 * The statements of {@link Invariant}. Each reads the rows of its list, and what other tables have
 * of these, by their keys; and it is one statement, which sees all of it at one moment.
 */
final class InvariantStatements {

  private static final String LISTED =
      """
      select registration.id, registration.id as user_id
      from json_table(?, '$[*]' columns (id bigint unsigned path '$')) as listed
      straight_join registration force index (primary) on registration.id = listed.id
      """;

  private static final String WITH_COUNTER =
      LISTED
          + """
          left join user_notify force index (primary) on user_notify.user_id = registration.id
          """;

  /**
   * No setting lets the sweep wait for 100 days; by the clock of the years to come it never does.
   */
  static final String FUTURE =
      LISTED
          + """
          where (mail_state in ('PENDING', 'QUEUED', 'SENDING', 'RETRYING')) <> (sweep_at is not null)
            or sweep_at > utc_timestamp(3) + interval 100 day
          """;

  /** Before its first claim the column has the token of the statement that inserted the row. */
  static final String CLAIM =
      LISTED
          + """
          where (mail_state = 'SENDING' and claim is null)
            or (mail_state <> 'SENDING' and claim is not null
              and not (mail_state in ('PENDING', 'QUEUED') and attempt = 1))
          """;

  static final String SENT_IS_TAKEN =
      LISTED
          + """
          where (mail_state = 'SENT') <> (sent_at is not null)
          """;

  static final String FAILED_BY_POLICY =
      WITH_COUNTER
          + """
          where mail_state = 'FAILED' and coalesce(isdone, 0) <> 1
          """;

  /** By the most that may be set: what is set now was perhaps not set when it was sent. */
  static final String ATTEMPTS =
      LISTED
          + """
          where attempt <= earlier or attempt > earlier + %d
          """
              .formatted(RetryConfig.MOST_FAILURES + 1);

  /**
   * The failure of a last attempt is counted or not, by which of the two limits has ended it; one
   * failure is not counted if {@code max-failures} was raised while the last attempt was due.
   */
  static final String COUNTER =
      WITH_COUNTER
          + """
          where notifynum + earlier + if(mail_state in ('SENT', 'FAILED', 'CANCELLED'), 0, 1) > attempt
            or coalesce(notifynum + 1, 0) + earlier + 1 < attempt
          """;

  /**
   * Of the present sending, in the order in which they happened, without regard to clocks. Only the
   * first attempt may follow itself: when an operator has started the sending over.
   */
  static final String TIMELINE =
      """
      select distinct id, id as user_id
      from (
        select registration.id, registration.earlier, mail_failure.attempt,
          lag(mail_failure.attempt)
            over (partition by registration.id order by mail_failure.id) as former
        from json_table(?, '$[*]' columns (id bigint unsigned path '$')) as listed
        straight_join registration force index (primary) on registration.id = listed.id
        straight_join mail_failure force index (mail_failure_user)
          on mail_failure.user_id = registration.id
        where counted = 1 and mail_failure.attempt > registration.earlier) as failures
      where attempt = former and attempt > earlier + 1
      """;

  /**
   * What is told is deleted, so it is seen of those only that are due together, without regard to
   * clocks. After its erasure nothing happens to a registration. What is SENT is sent again with a
   * later attempt, or erased.
   */
  static final String EVENTS =
      """
      select distinct due_event.id, due_event.user_id
      from json_table(?, '$[*]' columns (id bigint unsigned path '$')) as listed
      straight_join due_event force index (primary) on due_event.id = listed.id
      straight_join due_event as earlier force index (due_event_order)
        on earlier.user_id = due_event.user_id and earlier.sink = due_event.sink
          and earlier.id < due_event.id
      where earlier.type = 'registration.erased'
        or (earlier.type = 'mail.sent' and due_event.attempt <= earlier.attempt)
      """;

  private InvariantStatements() {}
}
