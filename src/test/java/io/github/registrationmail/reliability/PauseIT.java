package io.github.registrationmail.reliability;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.StackPorts;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.ServiceProcess;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A pause holds for all replicas and through their restarts. */
class PauseIT {

  private final EmbeddedStack stack = new EmbeddedStack().start(StackPorts.FREE);
  private final List<String> emails = new ArrayList<>();

  @Test
  void holdsOnBothReplicasAndThroughARestart() throws IOException {
    try (stack;
        ServiceProcess first = ServiceProcess.startDelivering(environment())) {
      try (ServiceProcess second = ServiceProcess.startDelivering(environment())) {
        register(first, 5);
        await().until(() -> mails("SENT") == 5);
        pause(first);
        await().atMost(Duration.ofSeconds(2)).until(() -> state(second).equals("PAUSED"));
        register(first, 20);
        register(second, 20);
        assertNothingIsSent();
        second.kill();
      }
      try (ServiceProcess third = ServiceProcess.startDelivering(environment())) {
        assertEquals("PAUSED", state(third));
        register(third, 20);
        assertNothingIsSent();
        operator().delete(third.uri("/sending/pause")).then().statusCode(204);
        await().atMost(Duration.ofSeconds(60)).until(() -> mails("SENT") == 65);
        assertEquals("SENDING", state(first));
      }
      emails.forEach(email -> assertEquals(1, stack.smtp().received(email).size()));
    }
  }

  @Test
  void startsPausedBeforeAnythingIsSent() throws IOException {
    try (stack) {
      Map<String, String> paused =
          ScaledTimes.with(
              stack.environment(), Map.of("REGISTRATION_SENDING_START_PAUSED", "true"));
      try (ServiceProcess service = ServiceProcess.startDelivering(paused)) {
        assertEquals("PAUSED", state(service));
        register(service, 5);
        assertEquals(0, mails("SENT"));
        assertNothingIsSent();
      }
      try (ServiceProcess service = ServiceProcess.startDelivering(environment())) {
        assertEquals("PAUSED", state(service));
        operator().delete(service.uri("/sending/pause")).then().statusCode(204);
        await().atMost(Duration.ofSeconds(30)).until(() -> mails("SENT") == 5);
      }
      emails.forEach(email -> assertEquals(1, stack.smtp().received(email).size()));
    }
  }

  private void register(ServiceProcess service, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      String email = Api.address("ok");
      assertEquals(201, service.register(email));
      emails.add(email);
    }
  }

  private void assertNothingIsSent() {
    int before = mails("SENT");
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(5))
        .until(() -> mails("SENT") == before && mails("SENDING") == 0);
  }

  private static void pause(ServiceProcess service) {
    operator()
        .contentType("application/json")
        .body(Map.of("reason", "a test"))
        .put(service.uri("/sending/pause"))
        .then()
        .statusCode(200);
  }

  private static String state(ServiceProcess service) {
    return operator().get(service.uri("/sending")).jsonPath().getString("state");
  }

  private static RequestSpecification operator() {
    return RestAssured.given().auth().preemptive().basic("operator", "operator");
  }

  private int mails(String state) {
    return Integer.parseInt(
        Rows.of(stack).text("select count(*) from registration where mail_state = ?", state));
  }

  private Map<String, String> environment() {
    return ScaledTimes.with(stack.environment());
  }
}
