package io.github.registrationmail.dispatch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.broker.BrokerConnected;
import io.github.registrationmail.broker.WorkQueue;
import io.github.registrationmail.database.BatchConfig;
import io.github.registrationmail.database.Database;
import io.github.registrationmail.pause.PauseChanged;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Sql;
import io.github.registrationmail.telemetry.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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
  @Inject Dispatcher dispatcher;
  @Inject WorkQueue workQueue;
  @Inject SweepTimes times;
  @Inject PublishConfig publish;
  @Inject Traces traces;
  @Inject MeterRegistry meters;
  @Inject Database database;
  @Inject Backoff backoff;
  @Inject BatchConfig batch;
  @Inject Scheduler scheduler;
  @Inject Sql sql;

  @BeforeEach
  void pause() {
    scheduler.pause("sweep");
    // channels that have just connected have each begun one
    await().atMost(LIMIT).until(sweep::canBegin);
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

  /** All that came meanwhile waits for it; its end is no reason to sweep. */
  @Test
  void beginsAtOnceWhenSendingGoesOn() {
    long id = row("QUEUED", "- interval 1 minute");
    sweep.onPauseChanged(new PauseChanged(true));
    assertEquals(0, swept(id));
    sweep.onPauseChanged(new PauseChanged(false));
    await().atMost(LIMIT).until(() -> swept(id) == 1);
  }

  /** Without the sweep's own timer, which would find it as well. */
  @Test
  void beginsAtOnceForWhatAnApplicationHasInserted() {
    long id = sql.insert("insert into registration(email, name) values (?, 'A')", address());
    Api.awaitState(id, "SENT");
    assertEquals(0, swept(id));
  }

  /** Consumers must first get to renew their claims, and to write what they have done. */
  @Test
  void restsThreePausesWhenTheDatabaseIsBack() {
    Duration pause = Duration.ofMillis(300);
    Away rows = new Away();
    SweepConfig often = new Every(config, pause);
    Sweep resting =
        new Sweep(
            rows, dispatcher, workQueue, often, new SweepTimes(publish, often), traces, meters);
    await().atMost(LIMIT).until(resting::canBegin);
    sweep(resting);
    sweep(resting);
    assertEquals(1, rows.looks.get());
    assertFalse(resting.canBegin());

    rows.isAway = false;
    sweep(resting);
    long back = System.nanoTime();
    await()
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              sweep(resting);
              return rows.looks.get() == 2;
            });

    Duration rest = Duration.ofNanos(System.nanoTime() - back);
    assertTrue(
        rest.compareTo(pause.multipliedBy(3).minusMillis(50)) > 0
            && rest.compareTo(pause.multipliedBy(5)) < 0,
        "rested for " + rest);
  }

  /** The rows while MySQL is away, and after. */
  private final class Away extends OutboxRepository {
    private final AtomicInteger looks = new AtomicInteger();
    private volatile boolean isAway = true;

    Away() {
      super(database, backoff, times, batch);
    }

    @Override
    Uni<Void> answers() {
      return isAway ? failure() : Uni.createFrom().voidItem();
    }

    @Override
    Uni<List<Overdue>> takeOver(
        int limit, boolean insertedOnly, Function<Overdue, SweepTimes.Step> policy) {
      looks.incrementAndGet();
      return isAway ? failure() : Uni.createFrom().item(List.of());
    }

    private <T> Uni<T> failure() {
      return database.inTime(Uni.createFrom().failure(new IOException("thrown by the test")));
    }
  }

  /** Another pause between two sweeps. */
  private record Every(SweepConfig others, Duration every) implements SweepConfig {
    @Override
    public Duration lookEvery() {
      return others.lookEvery();
    }

    @Override
    public Duration grace() {
      return others.grace();
    }

    @Override
    public Duration maxGrace() {
      return others.maxGrace();
    }

    @Override
    public int batch() {
      return others.batch();
    }

    @Override
    public int backlog() {
      return others.backlog();
    }
  }

  private static String address() {
    return Api.address("ok");
  }

  private void sweep() {
    sweep(sweep);
  }

  private static void sweep(Sweep sweep) {
    var unused = sweep.sweep().await().atMost(LIMIT);
  }

  private long row(String state, String overdue) {
    String email = address();
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
