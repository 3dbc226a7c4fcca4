package io.github.registrationmail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.database.Reads;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * In a year of its own, in which a mail was sent each second for ten minutes, half of them late.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ActivityTest {

  private static final Instant YEAR = Instant.parse("1999-01-01T00:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int SENT = 600;

  @Inject Reads reads;
  @Inject Sql sql;

  @BeforeEach
  void send() {
    sql.execute(
        """
        insert into registration(email, email_key, name, locale, registered_at, mail_state, due_at,
          sent_at, sweep_at)
        select concat(uuid(), '@activity.example'), concat(uuid(), '@activity.example'), 'Ada', 'en',
          '1999-01-01', 'SENT', '1999-01-01', '1999-01-01' + interval seq - 1 second, null
        from
        """
            + Sql.SEQUENCE.formatted(SENT));
    sql.execute(
        """
        insert into mail_failure(user_id, attempt, failed_at, reason, next_delay_ms)
        select id, 1, sent_at, '450 busy', if(id % 4, 3000, null)
        from registration where email like '%@activity.example' and id % 2
        """);
  }

  @AfterEach
  void leaveNothing() {
    sql.execute(
        """
        delete from mail_failure where user_id in (
          select id from registration where email like '%@activity.example')
        """);
    sql.execute("delete from registration where email like '%@activity.example'");
  }

  /** As whoever looks for the first time; also when the clock was set, either way. */
  @Test
  void isTheSameForWhoHasLookedBefore() {
    Activity activity = new Activity(reads);
    for (int second :
        new int[] {100, 100, 103, 119, 121, 300, 290, 10, 299, 600, 3700, 615, 7200}) {
      Instant now = YEAR.plusSeconds(second);
      assertEquals(hour(new Activity(reads), now), hour(activity, now), second + " s");
    }
  }

  @Test
  void countsEachMinute() {
    Activity activity = new Activity(reads);
    IntStream.range(0, 20).forEach(i -> hour(activity, YEAR.plusSeconds(31L * i)));

    List<Minute> hour = hour(activity, YEAR.plusSeconds(SENT));

    assertEquals(60, hour.size());
    assertEquals(YEAR.plusSeconds(SENT), hour.get(59).at());
    assertEquals(Minute.none(hour.get(48).at()), hour.get(48));
    assertEquals(Minute.none(hour.get(59).at()), hour.get(59));
    for (Minute minute : hour.subList(49, 59)) {
      assertEquals(new Minute(minute.at(), 60, minute.retried(), 30 - minute.retried()), minute);
    }
    assertEquals(
        SENT / 2, hour.stream().mapToLong(minute -> minute.retried() + minute.failed()).sum());
  }

  /** A mail that is committed late is counted, as long as it may be. */
  @Test
  void countsWhatIsCommittedWithinTheTime() {
    Activity activity = new Activity(reads);
    Instant now = YEAR.plusSeconds(SENT + 5);
    var unused = hour(activity, now);
    sql.execute(
        """
        update registration set sent_at = '1999-01-01' + interval 598 second
        where email like '%@activity.example' and sent_at = '1999-01-01' + interval 599 second
        """);
    sql.execute(
        """
        update registration set sent_at = '1999-01-01' + interval 602 second
        where email like '%@activity.example' and sent_at = '1999-01-01' + interval 598 second
        """);

    List<Minute> hour = hour(activity, now.plusSeconds(2));

    assertEquals(58, hour.get(58).sent());
    assertEquals(2, hour.get(59).sent());
  }

  private static List<Minute> hour(Activity activity, Instant now) {
    return activity.lastHour(now).await().atMost(LIMIT);
  }
}
