package io.github.registrationmail.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.registrationmail.database.BareDatabase;
import io.github.registrationmail.database.BatchConfig;
import io.github.registrationmail.dispatch.SweepRule;
import io.github.registrationmail.events.Events;
import io.github.registrationmail.events.EventsFor;
import io.github.registrationmail.retry.Decision.Again;
import io.github.registrationmail.retry.Decision.GiveUp;
import io.github.registrationmail.retry.Decision.NotOurs;
import io.github.registrationmail.retry.Decision.Postponed;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.AsShipped;
import io.github.registrationmail.support.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mysqlclient.MySQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a failure writes, and that those committed together write what each does alone. */
class FailureRepositoryTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** What the counter of a user may be before the failure: failures counted, done or not. */
  private static final List<int[]> COUNTERS =
      List.of(
          new int[] {0, 0},
          new int[] {1, 0},
          new int[] {4, 0},
          new int[] {5, 1},
          new int[] {2, 1},
          new int[] {7, 0});

  private static final Blame COUNTED = new Blame.Counted();
  private static final Blame FOR_GOOD = new Blame.ForGood();
  private static final Blame NOT_COUNTED = new Blame.NotCounted(Duration.ofSeconds(2));

  private final BareDatabase database = BareDatabase.empty();
  private final Sql sql = database.sql();
  private final FailureRepository repository = repository(EventsFor.none(database.database()));

  /** With the timetable and the grace as shipped. */
  private FailureRepository repository(Events events) {
    RetryConfig config = AsShipped.config(RetryConfig.class);
    return new FailureRepository(
        database.database(),
        new UserNotify(config),
        new RetryPolicy(config),
        events,
        AsShipped.config(BatchConfig.class),
        SweepRule.times());
  }

  /** The second attempt of a mail that has failed once, was swept three times, and fails again. */
  @Test
  void writesWhatFollows() {
    assertWritten(
        sending(1, 0, COUNTED),
        new Again(3, Duration.ofSeconds(12)),
        "RETRYING/3/0/free/12000/30000, counter 2/0, 12000/1");
    assertWritten(
        sending(0, 0, new Blame.Greylisted()),
        new Again(3, Duration.ofMinutes(6)),
        "RETRYING/3/0/free/360000/30000, counter 1/0, 360000/1");
    assertWritten(
        sending(4, 0, COUNTED),
        new Again(3, Duration.ofSeconds(12)),
        "RETRYING/3/0/free/12000/30000, counter 5/1, 12000/1");
    assertWritten(
        sending(5, 1, COUNTED), new GiveUp(), "FAILED/2/3/free/over, counter 5/1, over/1");
    assertWritten(
        sending(1, 0, FOR_GOOD), new GiveUp(), "FAILED/2/3/free/over, counter 2/1, over/1");
    assertWritten(
        sending(4, 0, NOT_COUNTED),
        new Postponed(Duration.ofSeconds(2)),
        "RETRYING/2/0/free/2000/30000, counter 4/0, 2000/0");
    assertWritten(
        withOtherClaim(sending(1, 0, COUNTED)),
        new NotOurs(),
        "SENDING/2/3/held/untouched, counter 1/0, nothing");
  }

  private void assertWritten(FailedAttempt failed, Decision decision, String expected) {
    assertEquals(decision, commit(failed));
    assertEquals(
        expected,
        sql.execute(
                """
                select concat(
                  concat_ws('/', mail_state, attempt, swept, if(claim is null, 'free', 'held'),
                    case mail_state
                      when 'RETRYING' then concat(
                        timestampdiff(microsecond, failed_at, due_at) div 1000, '/',
                        timestampdiff(microsecond, due_at, sweep_at) div 1000)
                      when 'FAILED' then
                        if(sweep_at is null and due_at = registered_at, 'over', 'not over')
                      else if(failed_at is null and last_error is null, 'untouched', 'touched')
                      end),
                  (select concat(', counter ', notifynum, '/', isdone) from user_notify
                    where user_id = registration.id),
                  coalesce((select concat(', ', coalesce(next_delay_ms, 'over'), '/', counted)
                    from mail_failure where user_id = registration.id), ', nothing'))
                from registration where id = ?
                """,
                failed.userId())
            .iterator()
            .next()
            .getString(0));
  }

  @Test
  void keepsWhatTheMailServerSaidAndWhatSuchFailuresHaveInCommon() {
    FailedAttempt failed = sending(0, 0, COUNTED);
    commit(failed);
    Row row =
        sql.execute(
                """
                select last_error, failure_reason, reason, mail_failure.attempt
                from registration join mail_failure on user_id = registration.id
                where registration.id = ?
                """,
                failed.userId())
            .iterator()
            .next();
    assertEquals(failed.reason(), row.getString("last_error"));
    assertEquals(failed.reason(), row.getString("reason"));
    assertEquals(FailureReason.of(failed.reason()), row.getString("failure_reason"));
    assertEquals(2, row.getInteger("attempt"));
  }

  @Test
  void makesAnEventDueOfEachMailThatIsGivenUpAndOfNoOther() {
    List<FailedAttempt> failed =
        Stream.of(FOR_GOOD, COUNTED, NOT_COUNTED, FOR_GOOD)
            .map(blame -> sending(1, 0, blame))
            .toList();
    FailedAttempt theirs = withOtherClaim(sending(1, 0, FOR_GOOD));

    var unused =
        repository(EventsFor.exchange(database.database()))
            .commit(Stream.concat(failed.stream(), Stream.of(theirs)).toList())
            .await()
            .atMost(LIMIT);

    assertEquals(
        List.of(failed.get(0).userId(), failed.get(3).userId()),
        sql.ids(
            """
            select user_id from due_event
            where type = 'mail.failed' and sink = 'exchange' and attempt = 2
            order by id
            """));
  }

  @Test
  void decidesAndWritesAsEachAlone() {
    List<FailedAttempt> alone = everyKind();
    List<FailedAttempt> batch = everyKind();

    List<Decision> decisions = commitTogether(batch);

    for (int i = 0; i < batch.size(); i++) {
      Decision expected = commit(alone.get(i));
      assertEquals(expected, decisions.get(i));
      assertEquals(written(alone.get(i).userId()), written(batch.get(i).userId()));
    }
    assertEquals(
        List.of(Again.class, GiveUp.class, NotOurs.class),
        Stream.of(0, 3, decisions.size() - 1).map(i -> decisions.get(i).getClass()).toList());
  }

  @Test
  void leavesWhatIsNotOursAndWritesTheOthers() {
    FailedAttempt ours = sending(1, 0, COUNTED);
    FailedAttempt theirs = withOtherClaim(sending(1, 0, COUNTED));
    List<String> before = written(theirs.userId());

    List<Decision> decisions = commitTogether(List.of(theirs, ours));

    assertInstanceOf(NotOurs.class, decisions.get(0));
    assertInstanceOf(Again.class, decisions.get(1));
    assertEquals(before, written(theirs.userId()));
  }

  /** As after the limit was lowered, or with a limit of 1: the counter alone would not end it. */
  @Test
  void endsWithTheLastAttemptWhateverTheCounterSays() {
    FailedAttempt failed = sending(7, 0, COUNTED);
    sql.execute("update registration set attempt = 6 where id = ?", failed.userId());
    FailedAttempt last =
        new FailedAttempt(failed.userId(), 6, 0, failed.claim(), failed.reason(), COUNTED);
    assertInstanceOf(GiveUp.class, commit(last));
    assertEquals(
        1,
        sql.number(
            """
            select mail_state = 'FAILED' and isdone = 1
            from registration join user_notify on user_id = id where id = ?
            """,
            failed.userId()));
  }

  @Test
  void keepsAttemptAndCounterWhenTheFaultIsNotTheMails() {
    FailedAttempt failed = sending(4, 0, NOT_COUNTED);
    assertEquals(new Postponed(Duration.ofSeconds(2)), commit(failed));
    assertEquals(
        1,
        sql.number(
            """
            select mail_state = 'RETRYING' and registration.attempt = 2 and claim is null
              and swept = 0 and notifynum = 4 and isdone = 0 and counted = 0
              and next_delay_ms = 2000 and reason = last_error
              and timestampdiff(microsecond, registration.failed_at, due_at) = 2000000
              and timestampdiff(microsecond, due_at, sweep_at) = 30000000
            from registration join user_notify on user_notify.user_id = registration.id
              join mail_failure on mail_failure.user_id = registration.id
            where registration.id = ?
            """,
            failed.userId()));
  }

  @Test
  void writesNothingWhenNoneIsOurs() {
    FailedAttempt one = withOtherClaim(sending(1, 0, COUNTED));
    FailedAttempt other = withOtherClaim(sending(0, 0, FOR_GOOD));
    List<List<String>> before = List.of(written(one.userId()), written(other.userId()));
    assertEquals(List.of(new NotOurs(), new NotOurs()), commitTogether(List.of(one, other)));
    assertEquals(before, List.of(written(one.userId()), written(other.userId())));
  }

  @Test
  void oneThatTheDatabaseRefusesFailsAlone() {
    FailedAttempt bad = withReason(sending(0, 0, COUNTED), "x".repeat(501));
    List<FailedAttempt> good = Stream.generate(() -> sending(0, 0, COUNTED)).limit(40).toList();

    List<Uni<Decision>> commits = new ArrayList<>();
    Stream.concat(Stream.of(good.get(0), bad), good.stream().skip(1))
        .forEach(failed -> commits.add(repository.commit(failed).memoize().indefinitely()));
    commits.forEach(commit -> commit.subscribe().with(done -> {}, failure -> {}));

    for (int i = 0; i < commits.size(); i++) {
      Uni<Decision> commit = commits.get(i);
      if (i == 1) {
        assertThrows(MySQLException.class, () -> commit.await().atMost(LIMIT));
      } else {
        assertInstanceOf(Again.class, commit.await().atMost(LIMIT));
      }
    }
    assertEquals(0, failures(bad.userId()));
    good.forEach(failed -> assertEquals(1, failures(failed.userId())));
  }

  /** Each counter, with each blame; the last one under a claim that is gone. */
  private List<FailedAttempt> everyKind() {
    return Stream.of(
            COUNTERS.stream().map(counter -> sending(counter[0], counter[1], COUNTED)),
            COUNTERS.stream().map(counter -> sending(counter[0], counter[1], FOR_GOOD)),
            COUNTERS.stream().map(counter -> sending(counter[0], counter[1], NOT_COUNTED)),
            Stream.of(sending(1, 0, new Blame.Greylisted())),
            Stream.of(withOtherClaim(sending(1, 0, COUNTED))))
        .flatMap(kind -> kind)
        .toList();
  }

  private Decision commit(FailedAttempt failed) {
    return repository.commit(failed).await().atMost(LIMIT);
  }

  private List<Decision> commitTogether(List<FailedAttempt> failed) {
    return repository.commit(failed).await().atMost(LIMIT);
  }

  private FailedAttempt sending(int failures, int done, Blame blame) {
    String email = Api.address("never-sent");
    long claim = 1 + email.hashCode() & Integer.MAX_VALUE;
    long id =
        sql.insert(
            """
            insert into registration(email, email_key, name, locale, registered_at, mail_state,
              attempt, due_at, sweep_at, swept, claim)
            values (?, ?, 'Ada', 'en', utc_timestamp(3), 'SENDING', 2, utc_timestamp(3),
              utc_timestamp(3) + interval 1 hour, 3, ?)
            """,
            email,
            email,
            claim);
    if (failures > 0) {
      sql.execute(
          "insert into user_notify(user_id, notifynum, isdone, updatetime)"
              + " values (?, ?, ?, '2001-01-01')",
          id,
          failures,
          done);
    }
    return new FailedAttempt(id, 2, 0, claim, "451 later, 稍后 🎉", blame);
  }

  private static FailedAttempt withOtherClaim(FailedAttempt failed) {
    return new FailedAttempt(
        failed.userId(), failed.attempt(), 0, failed.claim() + 1, failed.reason(), failed.blame());
  }

  private static FailedAttempt withReason(FailedAttempt failed, String reason) {
    return new FailedAttempt(
        failed.userId(), failed.attempt(), 0, failed.claim(), reason, failed.blame());
  }

  /** All that a failure changes, times as how far they are ahead. */
  private List<String> written(long id) {
    Row row =
        sql.execute(
                """
                select mail_state, attempt, swept, claim is null as free, last_error,
                  if(mail_state = 'RETRYING', timestampdiff(microsecond, failed_at, due_at),
                    due_at = registered_at) as due,
                  timestampdiff(microsecond, due_at, sweep_at) as sweep,
                  (select concat(notifynum, '/', isdone, '/', year(updatetime)) from user_notify
                    where user_id = registration.id) as counted,
                  (select group_concat(concat_ws('/', attempt, reason,
                      coalesce(next_delay_ms, 'none'), counted)) from mail_failure
                    where user_id = registration.id) as recorded
                from registration where id = ?
                """,
                id)
            .iterator()
            .next();
    return IntStream.range(0, row.size()).mapToObj(i -> "" + row.getValue(i)).toList();
  }

  private int failures(long id) {
    return sql.number("select count(*) from mail_failure where user_id = ?", id);
  }
}
