package io.github.registrationmail.registration;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.database.BatchConfig;
import io.github.registrationmail.database.Database;
import io.github.registrationmail.dispatch.Backoff;
import io.github.registrationmail.registration.NewRegistration.Accepted;
import io.github.registrationmail.registration.Registered.Again;
import io.github.registrationmail.registration.Registered.New;
import io.github.registrationmail.registration.Registered.UnderWay;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Problems;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A request that is sent again with the same Idempotency-Key. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class RepeatedRequestTest {

  @Inject Once once;
  @Inject KeyRepository keys;
  @Inject Database database;
  @Inject BatchConfig batch;
  @Inject Backoff backoff;
  @Inject Sql sql;
  EmbeddedStack stack;

  @TestHTTPResource("/registrations")
  URI registrations;

  private final String key = UUID.randomUUID().toString();
  private final String email = Api.address("ok");

  @Test
  void isAnsweredTheSameAlsoWhenTheMailIsSent() {
    Response first = register(key, body(email, "Ada"));
    assertEquals(201, first.statusCode());
    assertSame(first, register(key, body(email, "Ada")));
    Api.awaitState(first.jsonPath().getLong("id"), "SENT");

    assertSame(
        first,
        register(
            "\"" + key + "\"",
            "{ \"name\": \"Ada\",  \"email\":\"%s\",\n\"locale\":null}".formatted(email)));
    assertEquals(1, stack.smtp().received(email).size());
    assertEquals(1, rows());
  }

  private static void assertSame(Response first, Response again) {
    assertEquals(201, again.statusCode());
    assertEquals(first.header("Location"), again.header("Location"));
    assertEquals(first.asString(), again.asString());
  }

  @Test
  void isRefusedIfItIsAnotherOne() {
    assertEquals(201, register(key, body(email, "Ada")).statusCode());
    register(key, body(email, "Eve")).then().spec(Problems.unprocessable());
    register(key, body(Api.address("ok"), "Ada")).then().spec(Problems.unprocessable());
  }

  @Test
  void isRefusedIfTheKeyIsNone() {
    register("a b", body(email, "Ada")).then().spec(Problems.problem(400));
    given()
        .header("Idempotency-Key", "a", "b")
        .contentType(ContentType.JSON)
        .body(body(email, "Ada"))
        .post("/registrations")
        .then()
        .spec(Problems.problem(400));
    assertEquals(0, rows());
  }

  @Test
  void isNoWayPastAnAddressThatIsKnown() {
    Api.register(email);
    register(key, body(email, "Ada"))
        .then()
        .spec(Problems.problem(409))
        .body("detail", equalTo("This email address is registered already."));
    String other = Api.address("ok");
    assertEquals(201, register(key, body(other, "Ada")).statusCode());
  }

  @Test
  void isRefusedWhileTheFirstOneIsUnderWay() {
    CompletableFuture<Registered> first = start(once, row(email, key));
    assertInstanceOf(UnderWay.class, start(once, row(email, key)).join());
    assertInstanceOf(New.class, first.join());
    assertInstanceOf(Again.class, start(once, row(email, key)).join());
  }

  @Test
  void isStoredOnceByTwoReplicas() {
    Once other = new Once(new InsertRepository(database, batch, backoff), keys, backoff);
    for (int i = 0; i < 20; i++) {
      String address = Api.address("ok");
      NewRow row = row(address, UUID.randomUUID().toString());
      CompletableFuture<Registered> one = start(once, row);
      CompletableFuture<Registered> two = start(other, row);
      List<Registered> results = List.of(one.join(), two.join());
      Registration created = one(results, New.class).registration();
      assertEquals(created, one(results, Again.class).registration());
    }
  }

  private static <T> T one(List<Registered> results, Class<T> type) {
    List<T> found = results.stream().filter(type::isInstance).map(type::cast).toList();
    assertEquals(1, found.size(), results.toString());
    return found.get(0);
  }

  @Test
  void isStoredOnceHoweverManyAskAtOnce() {
    Set<String> bodies = new HashSet<>();
    List<Response> answers =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> register(key, body(email, "Ada"))))
            .limit(20)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    for (Response answer : answers) {
      assertTrue(answer.statusCode() == 201 || answer.statusCode() == 409, answer.asString());
      if (answer.statusCode() == 201) {
        bodies.add(answer.asString());
      }
    }
    assertEquals(1, bodies.size());
    assertEquals(1, rows());
  }

  @Test
  void isToldApartAlsoInABatch() {
    List<NewRow> rows =
        Stream.generate(() -> row(Api.address("ok"), UUID.randomUUID().toString()))
            .limit(60)
            .toList();
    List<Registered> first = all(rows);
    List<Registered> again = all(rows);
    for (int i = 0; i < rows.size(); i++) {
      Registration created = ((New) first.get(i)).registration();
      assertEquals(rows.get(i).accepted().email(), created.email());
      assertEquals(created, ((Again) again.get(i)).registration());
    }
  }

  private List<Registered> all(List<NewRow> rows) {
    return rows.stream().map(row -> start(once, row)).toList().stream()
        .map(CompletableFuture::join)
        .toList();
  }

  /** As a process does that dies, or a connection that breaks. */
  @Test
  void isAnsweredWhenTheFirstAnswerWasLost() throws Exception {
    String json = "{\"email\":\"%s\",\"name\":\"Ada\"}".formatted(email);
    try (Socket socket = new Socket(registrations.getHost(), registrations.getPort())) {
      socket
          .getOutputStream()
          .write(
              "POST /registrations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: %s\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(key, json.length(), json)
                  .getBytes(StandardCharsets.UTF_8));
      await().until(() -> rows() == 1);
    }
    Response again = register(key, json);
    assertEquals(201, again.statusCode());
    assertEquals(1, rows());
  }

  @Test
  void isForgottenAfterADay() {
    assertEquals(201, register(key, body(email, "Ada")).statusCode());
    grow(23);
    assertEquals(201, register(key, body(email, "Ada")).statusCode());
    grow(2);
    register(key, body(email, "Ada")).then().spec(Problems.problem(409));

    assertEquals(201, register(key, body(Api.address("ok"), "Bob")).statusCode());
    assertEquals(
        1,
        sql.number(
            "select count(*) from registration where email = ? and idempotency_key is null",
            email));
  }

  private void grow(int hours) {
    sql.execute(
        "update registration set registered_at = registered_at - interval ? hour where email = ?",
        hours,
        email);
  }

  private int rows() {
    return sql.number("select count(*) from registration where email = ?", email);
  }

  private static Response register(String key, Object body) {
    return given()
        .header("Idempotency-Key", key)
        .contentType(ContentType.JSON)
        .body(body)
        .post("/registrations");
  }

  private static Map<String, String> body(String email, String name) {
    return Map.of("email", email, "name", name);
  }

  private NewRow row(String address, String with) {
    return new NewRow(
        new Accepted(address, "Ada", "en", "welcome", Optional.empty()),
        database.now(),
        Optional.empty(),
        Duration.ofHours(1),
        Optional.of(new Idempotency(with, "f".repeat(43))));
  }

  private static CompletableFuture<Registered> start(Once once, NewRow row) {
    return once.store(row).subscribeAsCompletionStage();
  }
}
