package io.github.registrationmail.registration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Problems;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A registration that is accepted, and the same address once more. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class RegisterTest {

  @Inject Sql sql;

  @Test
  void answers201WithLocationAndTheRegistration() {
    String email = Api.address("ok");
    var response = Api.register(Map.of("email", email, "name", "Ada")).statusCode(201);
    long id = response.extract().jsonPath().getLong("id");
    response
        .contentType("application/json")
        .header("Location", equalTo("/registrations/" + id))
        .body("email", equalTo(email))
        .body("name", equalTo("Ada"))
        .body("locale", equalTo("en"))
        .body("mail.state", equalTo("PENDING"))
        .body("mail.attempt", equalTo(1))
        .body("mail.failures", equalTo(0))
        .body("mail.sentAt", nullValue())
        .body("mail.lastError", nullValue());
  }

  @Test
  void answersExactlyTheFieldsOfTheContract() {
    Map<String, Object> body = registered("ok").getMap("$");
    assertEquals(Set.of("id", "email", "name", "locale", "registeredAt", "mail"), body.keySet());
    assertEquals(
        Set.of("state", "attempt", "failures", "nextAttemptAt", "sentAt", "lastError", "reply"),
        ((Map<?, ?>) body.get("mail")).keySet());
  }

  @Test
  void tellsTimesInUtcAndTheMailDueAfterTheFirstDelay() {
    var registered = registered("ok");
    Instant at = Instant.parse(registered.getString("registeredAt"));
    Instant due = Instant.parse(registered.getString("mail.nextAttemptAt"));
    assertTrue(Duration.between(at, Instant.now()).abs().toSeconds() < 30, "registered " + at);
    assertEquals(Duration.ofMillis(100), Duration.between(at, due));
  }

  private static JsonPath registered(String prefix) {
    return Api.register(Map.of("email", Api.address(prefix), "name", "Ada"))
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  @ParameterizedTest
  @CsvSource({"en, en", "en-GB, en", "EN, en", "zh, zh", "zh-CN, zh", "zh-Hant-TW, zh", "de, en"})
  void keepsTheLanguageOfALocale(String locale, String language) {
    Api.register(Map.of("email", Api.address("ok"), "name", "Ada", "locale", locale))
        .statusCode(201)
        .body("locale", equalTo(language));
  }

  @Test
  void takesALocaleOfNullForNone() {
    Object body =
        "{\"email\":\"%s\",\"name\":\"Ada\",\"locale\":null}".formatted(Api.address("ok"));
    Api.register(body).statusCode(201).body("locale", equalTo("en"));
  }

  @Test
  void stripsBlanksAroundAName() {
    Api.register(Map.of("email", Api.address("ok"), "name", " \u3000Ada Lovelace  "))
        .statusCode(201)
        .body("name", equalTo("Ada Lovelace"));
  }

  @Test
  void takesTheLongestAddressAndTheLongestName() {
    String unique = Api.address("x").substring(2, 10);
    String local = unique + "l".repeat(64 - unique.length());
    String label = "d".repeat(63);
    String email = local + "@" + label + "." + label + "." + "d".repeat(58) + ".de";
    assertEquals(254, email.length());
    String name = "👩‍🚀".repeat(33) + "x";
    Api.register(Map.of("email", email, "name", name))
        .statusCode(201)
        .body("email", equalTo(email))
        .body("name", equalTo(name));
  }

  @Test
  void refusesAnAddressThatIsRegisteredWhateverItsCase() {
    String email = Api.address("ok");
    Api.register(email);
    for (String again : List.of(email, email.toUpperCase(Locale.ROOT), "OK" + email.substring(2))) {
      Api.register(Map.of("email", again, "name", "Eve")).spec(Problems.problem(409));
    }
    assertEquals(1, sql.number("select count(*) from registration where email_key = ?", email));
    assertEquals(
        "Ada",
        sql.execute("select name from registration where email_key = ?", email)
            .iterator()
            .next()
            .getString(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";charset=UTF-8", ";charset=utf-8;q=1"})
  void takesJsonWithParameters(String parameters) {
    given()
        .header("Content-Type", "application/json" + parameters)
        .body("{\"email\":\"%s\",\"name\":\"Ada\"}".formatted(Api.address("ok")))
        .post("/registrations")
        .then()
        .statusCode(201);
  }
}
