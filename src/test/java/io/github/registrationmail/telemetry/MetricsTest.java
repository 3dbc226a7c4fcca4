package io.github.registrationmail.telemetry;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.deployment.MetricNames;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The metrics of the README, as Prometheus reads them. */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStackResource.class, restrictToAnnotatedClass = true)
class MetricsTest {

  @Inject Sql sql;
  EmbeddedStack stack;

  @Test
  void countRegistrationsAndMailsByOutcome() {
    double registered = value("registration_registrations_total");
    double sent = value("registration_mails_total{outcome=\"sent\"}");
    double retried = value("registration_mails_total{outcome=\"retried\"}");
    Api.awaitState(Api.register(Api.address("busy1")), "SENT");
    assertEquals(registered + 1, value("registration_registrations_total"));
    assertEquals(retried + 1, value("registration_mails_total{outcome=\"retried\"}"));
    await().until(() -> value("registration_mails_total{outcome=\"sent\"}") == sent + 1);
  }

  @Test
  void countDeadLetters() {
    double before = value("registration_dead_letters_total");
    double failed = value("registration_mails_total{outcome=\"failed\"}");
    Api.awaitState(Api.register(Api.address("refused")), "FAILED");
    await().until(() -> value("registration_dead_letters_total") == before + 1);
    assertEquals(failed + 1, value("registration_mails_total{outcome=\"failed\"}"));
  }

  @Test
  void haveBucketsForTheLatenciesOfConfirmsAndMails() {
    Api.awaitState(Api.register(Api.address("ok")), "SENT");
    await().until(() -> value("registration_publish_confirm_seconds_bucket{le=\"5.0\"}") >= 1);
    assertTrue(value("registration_mail_smtp_seconds_bucket{le=\"5.0\"}") >= 1);
  }

  @Test
  void tellTheAgeOfTheOldestUnsentMail() {
    long id =
        sql.insert(
            """
            insert into registration(email, email_key, name, locale, registered_at, mail_state,
              due_at, sweep_at)
            values ('old@example.org', 'old@example.org', 'Ada', 'en',
              utc_timestamp(3) - interval 100 second, 'QUEUED', utc_timestamp(3), null)
            """);
    await().until(() -> value("registration_unsent_oldest_age_seconds") > 100);
    sql.execute("update registration set mail_state = 'CANCELLED' where id = ?", id);
    await().until(() -> value("registration_unsent_oldest_age_seconds") < 100);
  }

  @Test
  void tellWhetherMailsGetOut() {
    await().until(() -> value("registration_delivery_up") == 1);
    stack.smtp().stop();
    await().until(() -> value("registration_delivery_up") == 0);
    stack.smtp().start();
    await().until(() -> value("registration_delivery_up") == 1);
  }

  @Test
  void tellHowManyEventsAreDueAndHowOldTheOldestIs() {
    long row =
        sql.insert(
            """
            insert into due_event(sink, user_id, type, happened_at, due_at)
            values ('exchange', 4711, 'registration.erased', utc_timestamp(3) - interval 100 second,
              utc_timestamp(3) + interval 1 hour)
            """);
    await().until(() -> value("registration_events_due{sink=\"exchange\"}") >= 1);
    await().until(() -> value("registration_events_oldest_age_seconds{sink=\"exchange\"}") > 100);
    sql.execute("update due_event set due_at = utc_timestamp(3) where id = ?", row);
    await().until(() -> value("registration_events_oldest_age_seconds{sink=\"exchange\"}") < 100);
    assertEquals(0, sql.number("select count(*) from due_event where id = ?", row));
  }

  @Test
  void tellHowManyOperationsAreUnderWayAndForHowLongOneHasDoneNothing() {
    long paused = operation("PAUSED", 900);
    long running = operation("RUNNING", 100);
    long other = operation("RUNNING", 10);
    await().until(() -> value("registration_operations{state=\"running\"}") == 2);
    assertEquals(1, value("registration_operations{state=\"paused\"}"));
    double idle = value("registration_operations_idle_seconds");
    assertTrue(idle >= 100 && idle < 800, "" + idle);

    end(running);
    await().until(() -> value("registration_operations{state=\"running\"}") == 1);
    assertTrue(value("registration_operations_idle_seconds") < 100);
    end(other);
    end(paused);
    await().until(() -> value("registration_operations{state=\"running\"}") == 0);
    assertEquals(0, value("registration_operations{state=\"paused\"}"));
    assertEquals(0, value("registration_operations_idle_seconds"));
  }

  /** One that no replica takes. */
  private long operation(String state, int idleSeconds) {
    return sql.insert(
        """
        insert into operation(kind, filter, state, running, expected, at_least, newest, started_by,
          created_at, updated_at, claim, claimed_until)
        values ('CANCEL', 'state=FAILED', ?, sha2(uuid(), 256), 3, 0, 1, 'operator',
          utc_timestamp(3) - interval 1 hour, utc_timestamp(3) - interval ? second, 17,
          utc_timestamp(3) + interval 1 hour)
        """,
        state,
        idleSeconds);
  }

  private void end(long operation) {
    var unused =
        sql.execute(
            "update operation set state = 'STOPPED', running = null where id = ?", operation);
  }

  @Test
  void areThereWhenDashboardAlertsOrScalingAskForThem() throws IOException {
    Api.awaitState(Api.register(Api.address("ok")), "SENT");
    assertEquals(Set.of(), MetricNames.missing(given().get("/q/metrics").asString(), false));
  }

  private static double value(String name) {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1).replaceAll(" # .*", ""))
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElse(0);
  }
}
