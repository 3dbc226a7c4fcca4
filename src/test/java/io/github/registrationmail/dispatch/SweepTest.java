package io.github.registrationmail.dispatch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.broker.BrokerConnected;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Sql;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One sweep, begun by the test and by nobody else. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class SweepTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Inject Sweep sweep;
  @Inject SweepConfig config;
  @Inject Scheduler scheduler;
  @Inject Sql sql;

  @BeforeEach
  void pause() {
    scheduler.pause("sweep");
  }

  @AfterEach
  void resume() {
    scheduler.resume("sweep");
  }

  @Test
  void sendsAMailWhoseMessageIsLost() {
    long id = row("QUEUED", "- interval 1 minute");
    sweep();
    assertEquals(1, swept(id));
    Api.awaitState(id, "SENT");
  }

  @Test
  void leavesAMailAloneUntilItIsOverdue() {
    long id = row("QUEUED", "+ interval 1 hour");
    sweep();
    assertEquals(0, swept(id));
  }

  /** Of mails that are sent, whose messages claim nothing. */
  @Test
  void goesOnUntilABatchIsNotFull() {
    int rows = config.batch() + 50;
    String name = Api.address("many");
    sql.execute(
        """
        insert into registration(email, email_key, name, locale, registered_at, mail_state, due_at,
          sweep_at)
        select concat(seq, ?), concat(seq, ?), 'Ada', 'en', utc_timestamp(3), 'SENT',
          utc_timestamp(3), utc_timestamp(3) - interval 1 hour
        from
        """
            + Sql.SEQUENCE.formatted(rows),
        name,
        name);
    sweep();
    assertEquals(
        rows,
        sql.number(
            "select count(*) from registration where email like concat('%', ?) and swept = 1",
            name));
  }

  @Test
  void beginsAtOnceWhenTheBrokerIsBack() {
    long id = row("QUEUED", "- interval 1 minute");
    sweep.onBrokerConnected(new BrokerConnected("registrations"));
    await().atMost(LIMIT).until(() -> swept(id) == 1);
  }

  private void sweep() {
    var unused = sweep.sweep().await().atMost(LIMIT);
  }

  private long row(String state, String overdue) {
    String email = Api.address("ok");
    return sql.insert(
        """
        insert into registration(email, email_key, name, locale, registered_at, mail_state, due_at,
          sweep_at)
        values (?, ?, 'Ada', 'en', utc_timestamp(3), ?, utc_timestamp(3), utc_timestamp(3)
        """
            + overdue
            + ")",
        email,
        email,
        state);
  }

  private int swept(long id) {
    return sql.number("select swept from registration where id = ?", id);
  }
}
