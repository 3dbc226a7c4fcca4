package io.github.registrationmail.deployment;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says of each call what a generated client must know. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class OpenApiTest {

  @Test
  void namesEachCallOnce() {
    Set<String> names = new HashSet<>();
    operations().forEach((call, it) -> assertTrue(names.add(it.getString("operationId")), call));
    assertTrue(
        names.containsAll(
            Set.of(
                "register",
                "find",
                "listRegistrations",
                "summary",
                "retry",
                "retryAll",
                "cancel",
                "listTemplates",
                "preview",
                "test")),
        names::toString);
  }

  @Test
  void hasAnExampleOfEachBody() {
    List<String> without = new ArrayList<>();
    BiConsumer<String, JsonObject> check =
        (where, body) ->
            body.getJsonObject("content", new JsonObject())
                .forEach(
                    type -> {
                      JsonObject media = (JsonObject) type.getValue();
                      if (!media.containsKey("schema")
                          || (!isProblem(media) && !media.containsKey("examples"))) {
                        without.add(where);
                      }
                    });
    operations()
        .forEach(
            (call, operation) -> {
              check.accept(call, operation.getJsonObject("requestBody", new JsonObject()));
              responses(operation)
                  .forEach((status, response) -> check.accept(call + " " + status, response));
            });
    assertEquals(List.of(), without);
  }

  @Test
  void describesEachSuccessAndEachErrorAsAProblem() {
    operations()
        .forEach(
            (call, operation) -> {
              Map<String, JsonObject> responses = responses(operation);
              assertTrue(responses.keySet().stream().anyMatch(it -> it.startsWith("2")), call);
              responses.forEach(
                  (status, response) -> {
                    if (status.startsWith("4") || status.startsWith("5")) {
                      JsonObject content = response.getJsonObject("content");
                      assertEquals(Set.of("application/problem+json"), content.fieldNames());
                      assertTrue(isProblem(content.getJsonObject("application/problem+json")));
                    }
                  });
            });
  }

  @Test
  void saysWhatToSignInWith() {
    JsonObject schemes = document().getJsonObject("components").getJsonObject("securitySchemes");
    assertEquals(Set.of("operator", "token"), schemes.fieldNames());
    assertEquals("basic", schemes.getJsonObject("operator").getString("scheme"));
    assertEquals("bearer", schemes.getJsonObject("token").getString("scheme"));
    operations()
        .forEach(
            (call, operation) -> {
              JsonArray security = operation.getJsonArray("security");
              if (call.equals("post /registrations")) {
                assertTrue(security.contains(new JsonObject()), call + security);
                assertTrue(security.getJsonObject(0).containsKey("token"), call + security);
              } else {
                assertTrue(security.getJsonObject(0).containsKey("operator"), call + security);
              }
            });
  }

  private static JsonObject document() {
    return new JsonObject(given().queryParam("format", "json").get("/q/openapi").asString());
  }

  private static boolean isProblem(JsonObject media) {
    return "#/components/schemas/Problem".equals(media.getJsonObject("schema").getString("$ref"));
  }

  private static Map<String, JsonObject> responses(JsonObject operation) {
    return objects(operation.getJsonObject("responses"));
  }

  private static Map<String, JsonObject> operations() {
    Map<String, JsonObject> operations = new TreeMap<>();
    objects(document().getJsonObject("paths"))
        .forEach(
            (path, item) ->
                objects(item).forEach((method, it) -> operations.put(method + " " + path, it)));
    return operations;
  }

  private static Map<String, JsonObject> objects(JsonObject parent) {
    Map<String, JsonObject> objects = new TreeMap<>();
    parent.forEach(entry -> objects.put(entry.getKey(), (JsonObject) entry.getValue()));
    return objects;
  }
}
