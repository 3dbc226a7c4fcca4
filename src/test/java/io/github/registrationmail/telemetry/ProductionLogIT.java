package io.github.registrationmail.telemetry;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.StackPorts;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Jdbc;
import io.github.registrationmail.support.ServiceProcess;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log as it is in production, where nobody listens for traces. */
class ProductionLogIT {

  private static final int MAILS = 5;

  private final EmbeddedStack stack = new EmbeddedStack().start(StackPorts.FREE);

  /**
   * @param disabled {@code QUARKUS_OTEL_SDK_DISABLED}; empty is as if it were not there
   */
  @ParameterizedTest
  @ValueSource(strings = {"", "false"})
  void hasALineForEachAttemptOfAMailAndItsTraceIfWanted(String disabled) throws Exception {
    try (stack;
        ServiceProcess service = ServiceProcess.startDelivering(environment(disabled))) {
      int before = lines(service).size();
      for (String email : IntStream.range(0, MAILS).mapToObj(i -> Api.address("busy1")).toList()) {
        assertEquals(201, service.register(email));
      }
      await()
          .until(() -> service.output().lines().filter(ProductionLogIT::isSent).count() == MAILS);
      List<JsonObject> log = lines(service);
      Map<String, String> traceIds = traceIds();
      assertEquals(disabled.isEmpty(), traceIds.containsValue(null));
      assertLines(log.subList(before, log.size()), traceIds);
    }
  }

  private static void assertLines(List<JsonObject> log, Map<String, String> traceIds) {
    Set<String> heard = new HashSet<>();
    for (JsonObject line : log) {
      JsonObject fields = line.getJsonObject("mdc");
      String user = fields.getString("userId");
      assertNotNull(user, line::encode);
      assertEquals(traceIds.get(user), fields.getString("traceId"), line::encode);
      heard.add(line.getString("message"));
    }
    assertEquals(2 * MAILS, heard.size(), heard::toString);
    assertEquals(2 * MAILS, log.size());
  }

  private Map<String, String> environment(String disabled) {
    Map<String, String> environment = new HashMap<>(stack.environment());
    if (!disabled.isEmpty()) {
      environment.put("QUARKUS_OTEL_SDK_DISABLED", disabled);
    }
    environment.put("REGISTRATION_RETRY_FIRST_DELAY", "100ms");
    return environment;
  }

  private static List<JsonObject> lines(ServiceProcess service) {
    return service
        .output()
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(JsonObject::new)
        .toList();
  }

  private static boolean isSent(String line) {
    return line.contains("mail sent");
  }

  /** The trace ids of the rows, by user id; null where there is none. */
  private Map<String, String> traceIds() throws SQLException {
    Map<String, String> traceIds = new HashMap<>();
    try (Connection connection = new Jdbc(stack.environment()).connect();
        PreparedStatement statement =
            connection.prepareStatement("select id, traceparent from registration");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String traceparent = rows.getString(2);
        traceIds.put(rows.getString(1), traceparent == null ? null : traceparent.split("-")[1]);
      }
    }
    return traceIds;
  }
}
