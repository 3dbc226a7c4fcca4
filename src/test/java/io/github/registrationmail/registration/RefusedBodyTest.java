package io.github.registrationmail.registration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Problems;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are no registration: each gets its 400, and nothing is stored. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class RefusedBodyTest extends StoresNothing {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "[{\"email\":\"a@example.org\",\"name\":\"Ada\"}]",
        "\"a@example.org\"",
        "42",
        "true",
        "hello",
        "<registration/>",
        "email=a@example.org&name=Ada",
        "{",
        "{\"email\":\"a@example.org\",\"name\":\"Ada\"",
        "{\"email\":\"a@example.org\",\"name\":\"Ada}",
        "{'email':'a@example.org','name':'Ada'}",
        "{email:\"a@example.org\",name:\"Ada\"}",
        "{\"email\":\"a@example.org\",\"name\":\"Ada\",}",
        "{\"email\":\"a@example.org\",\"name\":\"Ada\"}}",
        "{\"email\":\"a@example.org\",\"name\":\"Ada\"} {}",
        "{\"email\":\"a@example.org\",\"name\":\"Ada\"} trailing",
        "{\"email\":\"a@example.org\",\"name\":\"Ada\"} // comment",
        "{\"email\":\"a@example.org\",\"name\":\"A\nda\"}",
        "{\"email\":\"a@example.org\",\"name\":\"\\x\"}",
        "{\"email\":\"a@example.org\",\"name\":NaN}",
        "{\"email\":\"a@example.org\",\"email\":\"b@example.org\",\"name\":\"Ada\"}",
        "{\"email\":\"a@example.org\",\"name\":\"Ada\",\"name\":\"Ada\"}"
      })
  void refusesWhatIsNotOneJsonObject(String body) {
    post(body.getBytes(UTF_8)).spec(Problems.problem(400));
  }

  static Stream<Arguments> wrongTypes() {
    return Stream.of("email", "name", "locale")
        .flatMap(
            field ->
                Stream.of("1", "1.5", "true", "{}", "{\"a\":\"b\"}", "[]", "[\"en\"]", "[[\"en\"]]")
                    .map(value -> arguments(field, value)));
  }

  @ParameterizedTest
  @MethodSource("wrongTypes")
  void refusesAValueThatIsNoStringAndNamesItsField(String field, String value) {
    String body =
        "{\"email\":\"a@example.org\",\"name\":\"Ada\",\"locale\":\"en\"}"
            .replaceAll("(\"" + field + "\":)\"[^\"]*\"", "$1" + value);
    post(body.getBytes(UTF_8)).spec(Problems.wrong(field));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "Email", "mail", "__proto__", "", "e\\u006dails"})
  void refusesAFieldThatIsNotKnownAndNamesIt(String field) {
    String body = "{\"email\":\"a@example.org\",\"name\":\"Ada\",\"%s\":\"x\"}".formatted(field);
    post(body.getBytes(UTF_8)).spec(Problems.wrong(field.replace("\\u006d", "m")));
  }

  @Test
  void namesEachWrongField() {
    post("{\"email\":\"a\",\"name\":\" \",\"locale\":\"x\"}".getBytes(UTF_8))
        .spec(Problems.wrong("email"))
        .body("errors.field", containsInAnyOrder("email", "name", "locale"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"email\":null,\"name\":null,\"locale\":null}"})
  void namesEachMissingField(String body) {
    post(body.getBytes(UTF_8))
        .spec(Problems.wrong("email"))
        .body("errors.field", containsInAnyOrder("email", "name"))
        .body("errors.message", containsInAnyOrder("is missing", "is missing"));
  }

  static Stream<byte[]> noUtf8() {
    String body = "{\"email\":\"a@example.org\",\"name\":\"Ad\u00e4\"}";
    return Stream.of(
        body.getBytes(StandardCharsets.ISO_8859_1),
        body.getBytes(StandardCharsets.UTF_16),
        body.getBytes(StandardCharsets.UTF_16LE),
        overlong(body),
        new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0},
        new byte[1024]);
  }

  /** The a-umlaut in three bytes, which UTF-8 does not allow. */
  private static byte[] overlong(String body) {
    byte[] bytes = body.replace('\u00e4', '?').getBytes(StandardCharsets.ISO_8859_1);
    bytes[bytes.length - 3] = (byte) 0xc0;
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("noUtf8")
  void refusesWhatIsNotUtf8(byte[] body) {
    post(body).spec(Problems.problem(400));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{\"email\":", "{\"name\":["})
  void refusesDeepJsonBriefly(String level) {
    byte[] body = level.repeat(15_000 / level.length()).getBytes(UTF_8);
    String answer = post(body).statusCode(400).extract().asString();
    assertTrue(answer.length() < 500, answer);
  }

  @Test
  void refusesAHugeStringAndNamesItsField() {
    String body = "{\"email\":\"a@example.org\",\"name\":\"%s\"}".formatted("x".repeat(15_000));
    post(body.getBytes(UTF_8)).spec(Problems.wrong("name"));
  }

  @Test
  void refusesAHugeFieldNameWithoutRepeatingIt() {
    String body = "{\"%s\":1}".formatted("x".repeat(15_000));
    post(body.getBytes(UTF_8)).statusCode(400).body("errors[0].field.length()", lessThan(100));
  }

  @Test
  void refusesAHugeNumber() {
    post(("{\"email\":" + "9".repeat(15_000) + "}").getBytes(UTF_8)).statusCode(400);
  }

  private static ValidatableResponse post(byte[] body) {
    return RestAssured.given()
        .header("Content-Type", "application/json")
        .body(body)
        .post("/registrations")
        .then();
  }
}
