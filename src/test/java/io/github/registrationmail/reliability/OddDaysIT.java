package io.github.registrationmail.reliability;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.StackPorts;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.ServiceProcess;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and times at the end of what there is. */
class OddDaysIT {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final EmbeddedStack stack = new EmbeddedStack().start(StackPorts.FREE);

  @AfterEach
  void close() {
    stack.close();
  }

  /** Where clocks change by half an hour. */
  @Test
  void countsUpToTheLastLong() throws Exception {
    try (ServiceProcess service =
        ServiceProcess.startDelivering(environment(Map.of("TZ", "Australia/Lord_Howe")))) {
      long first = Long.MAX_VALUE - 1000;
      Rows.asAdministrator(stack.database().port())
          .execute("alter table registration auto_increment = " + first);
      String ok = register(service, "ok");
      String busy = register(service, "busy1");
      String refused = register(service, "refused");
      await().atMost(LIMIT).until(() -> rows().state(ok).equals("SENT"));
      await().atMost(LIMIT).until(() -> rows().state(busy).equals("SENT"));
      await().atMost(LIMIT).until(() -> rows().state(refused).equals("FAILED"));
      List<Long> ids = rows().ids("select id from registration order by id");
      assertEquals(3, ids.size());
      assertTrue(ids.get(0) >= first, "" + ids);
      for (long id : ids) {
        for (String path :
            List.of(
                "/registrations/%d", "/registrations/%d/export", "/mails/%d", "/page/mails/%d")) {
          operator(service)
              .get(path.formatted(id))
              .then()
              .statusCode(200)
              .body(containsString("" + id));
        }
      }
      operator(service)
          .get("/")
          .then()
          .statusCode(200)
          .body(containsString("/mails/" + ids.get(2)));
      operator(service)
          .get("/registrations?limit=1")
          .then()
          .statusCode(200)
          .body(containsString("" + ids.get(2)));
      steer(service, ids, ok, refused);
    }
  }

  private void steer(ServiceProcess service, List<Long> ids, String ok, String refused) {
    operator(service)
        .body("{}")
        .contentType("application/json")
        .post("/registrations/%d/mail/resend".formatted(ids.get(0)))
        .then()
        .statusCode(202);
    await().atMost(LIMIT).until(() -> stack.smtp().received(ok).size() == 2);
    operator(service).post("/registrations/mail/retry?state=FAILED").then().statusCode(202);
    await().atMost(LIMIT).until(() -> stack.smtp().attempts(refused).size() == 2);
    await().atMost(LIMIT).until(() -> rows().state(refused).equals("FAILED"));
    operator(service).delete("/registrations/" + ids.get(2)).then().statusCode(204);
    operator(service).get("/registrations/" + ids.get(2)).then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"delayed-exchange", "ttl-queues"})
  void keepsAMailForAsLongAsTimersCount(String strategy) throws Exception {
    try (ServiceProcess service =
        ServiceProcess.startDelivering(
            environment(
                Map.of(
                    "REGISTRATION_DELAY_STRATEGY",
                    strategy,
                    "REGISTRATION_RETRY_FIRST_DELAY",
                    "24d",
                    "REGISTRATION_RETRY_MAX_DELAY",
                    "24d")))) {
      String email = register(service, "ok");
      await().atMost(LIMIT).until(() -> rows().state(email).equals("QUEUED"));
      assertEquals(
          "24",
          rows()
              .text(
                  "select timestampdiff(day, registered_at, due_at + interval 1 second)"
                      + " from registration"));
      await()
          .during(Duration.ofSeconds(3))
          .until(
              () -> rows().state(email).equals("QUEUED") && stack.smtp().attempts(email).isEmpty());
    }
  }

  private static String register(ServiceProcess service, String prefix) throws IOException {
    String email = Api.address(prefix);
    assertEquals(201, service.register(email));
    return email;
  }

  private static RequestSpecification operator(ServiceProcess service) {
    return RestAssured.given()
        .baseUri(service.uri("").toString())
        .auth()
        .preemptive()
        .basic("operator", "operator");
  }

  private Rows rows() {
    return Rows.of(stack);
  }

  private Map<String, String> environment(Map<String, String> changed) {
    return ScaledTimes.with(stack.environment(), changed);
  }
}
