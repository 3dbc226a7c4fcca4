package io.github.registrationmail.security;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.StackPorts;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Problems;
import io.github.registrationmail.support.ServiceProcess;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Production without a password for operators, or with one that everybody knows. */
class NoPasswordIT {

  private static final String PASSWORD = "OPERATOR_PASSWORD";
  private static final String VIEWER = "VIEWER_PASSWORD";

  @Test
  void saysSoAndLetsNobodyIn() throws Exception {
    try (EmbeddedStack stack = new EmbeddedStack().start(StackPorts.FREE);
        ServiceProcess unset = ServiceProcess.start(stack.environment())) {
      assertNobodyGetsIn(unset);
      try (ServiceProcess blank = ServiceProcess.start(with(stack, PASSWORD, " "))) {
        assertNobodyGetsIn(blank);
      }
    }
  }

  @Test
  void doesNotStartWithThePasswordOfTheExampleAndSaysWhenOneIsShort() {
    try (EmbeddedStack stack = new EmbeddedStack().start(StackPorts.FREE);
        ServiceProcess known = ServiceProcess.launch(with(stack, PASSWORD, "change-me"));
        ServiceProcess seen = ServiceProcess.launch(with(stack, VIEWER, "change-me"));
        ServiceProcess guessed = ServiceProcess.launch(with(stack, PASSWORD, "operator"))) {
      assertEquals(1, known.exitCode());
      assertTrue(known.output().contains("OPERATOR_PASSWORD is the one of the example"));
      assertFalse(known.output().contains("\tat "), known.output());
      assertEquals(1, seen.exitCode());
      assertTrue(seen.output().contains("VIEWER_PASSWORD is the one of the example"));
      guessed.awaitReady();
      assertTrue(guessed.output().contains("OPERATOR_PASSWORD has fewer than 12 characters"));
      assertTrue(guessed.output().contains("Anybody may register as often as they like"));
    }
  }

  private static Map<String, String> with(EmbeddedStack stack, String key, String value) {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put(key, value);
    return environment;
  }

  private static void assertNobodyGetsIn(ServiceProcess service) throws Exception {
    assertTrue(
        service.output().contains("OPERATOR_PASSWORD is not set: no operator can sign in"),
        service.output());
    assertEquals(201, service.register(Api.address("ok")));
    for (String user : new String[] {"operator", "viewer"}) {
      for (String password : new String[] {"", " ", user, "null"}) {
        given()
            .auth()
            .preemptive()
            .basic(user, password)
            .get(service.uri("/registrations/1"))
            .then()
            .spec(Problems.problem(401));
      }
    }
  }
}
