package io.github.registrationmail.operation;

import io.github.registrationmail.support.Sql;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Many mails of a domain that nobody else has, and operations that another replica works on. */
@Singleton
class OperationRows {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Sql sql;
  private final Batches batches;

  OperationRows(Sql sql, Batches batches) {
    this.sql = sql;
    this.batches = batches;
  }

  /** So many mails in this state, which failed for this reason; none moves by itself. */
  void mails(int count, String domain, String state, String reason) {
    var unused =
        sql.execute(
            """
            insert into registration(email, email_key, name, locale, registered_at, mail_state,
              due_at, sweep_at, failure_reason, failed_at)
            select concat(uuid(), '@', ?), concat(uuid(), '@', ?), 'Ada', 'en', utc_timestamp(3), ?,
              utc_timestamp(3), null, ?, utc_timestamp(3)
            from
            """
                + Sql.SEQUENCE.formatted(count),
            domain,
            domain,
            state,
            reason);
    unused =
        sql.execute("update registration set email_key = lower(email) where domain = ?", domain);
  }

  /** How many mails of the domain are in which state. */
  Map<String, Integer> states(String domain) {
    Map<String, Integer> states = new TreeMap<>();
    for (Row row :
        sql.execute(
            "select mail_state, count(*) from registration where domain = ? group by mail_state",
            domain)) {
      states.put(row.getString(0), row.getInteger(1));
    }
    return states;
  }

  /** One that a replica with this token has claimed, and nobody else takes for an hour. */
  long claimed(OperationKind kind, String filter, long holder) {
    return sql.insert(
        """
        insert into operation(kind, filter, state, running, expected, at_least, newest, started_by,
          created_at, updated_at, claim, claimed_until)
        select ?, ?, 'RUNNING', sha2(concat(?, ' ', ?), 256), 0, 0, coalesce(max(id), 0), 'operator',
          utc_timestamp(3), utc_timestamp(3), ?, utc_timestamp(3) + interval 1 hour
        from registration
        """,
        kind.name(),
        filter,
        kind.name(),
        filter,
        holder);
  }

  /** That replica does the next batch. */
  void batch(long id, long holder) {
    var unused = batches.next(id, holder).await().atMost(LIMIT);
    // a batch claims it for half a minute
    unused(
        "update operation set claimed_until = utc_timestamp(3) + interval 1 hour"
            + " where id = ? and claim = ?",
        id,
        holder);
  }

  /** That replica is killed, and its lease is over. */
  void kill(long id) {
    unused("update operation set claimed_until = utc_timestamp(3) where id = ?", id);
  }

  private void unused(String statement, Object... parameters) {
    var unused = sql.execute(statement, parameters);
  }
}
