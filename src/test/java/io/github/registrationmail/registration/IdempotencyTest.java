package io.github.registrationmail.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.registrationmail.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTest {

  private static final NewRegistration ADA = body("ada@example.org", "Ada", Map.of("a", 1));

  @Test
  void isNoneWithoutTheHeader() {
    assertEquals(Optional.empty(), Idempotency.of(List.of(), ADA));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "\"8e03978e-40d5-43dd-bc93-6894a57f9324\", 8e03978e-40d5-43dd-bc93-6894a57f9324",
        "8e03978e-40d5-43dd-bc93-6894a57f9324, 8e03978e-40d5-43dd-bc93-6894a57f9324",
        "order/4711:mail=, order/4711:mail=",
        "ada@example.org, ada@example.org",
        "\"a b; c\", a b; c",
        "\"a\\\"b\\\\\", a\"b\\"
      })
  void hasTheKeyWithOrWithoutItsQuotes(String header, String key) {
    assertEquals(key, Idempotency.of(List.of(header), ADA).orElseThrow().key());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\"\"",
        "\"",
        "\"a",
        "a\"",
        "a b",
        "\"a\\b\"",
        "\"\u0001\"",
        "\"é\"",
        "a,b",
        "\"a\", \"b\""
      })
  void refusesAMalformedOne(String header) {
    assertEquals(400, refused(List.of(header)));
  }

  @Test
  void refusesOneThatIsTooLongAndTwo() {
    String longest = "k".repeat(255);
    assertEquals(longest, Idempotency.of(List.of(longest), ADA).orElseThrow().key());
    assertEquals(400, refused(List.of(longest + "k")));
    assertEquals(400, refused(List.of("\"" + longest + "k\"")));
    assertEquals(400, refused(List.of("a", "a")));
  }

  private static int refused(List<String> headers) {
    return assertThrows(ProblemException.class, () -> Idempotency.of(headers, ADA))
        .problem()
        .status();
  }

  @Test
  void hasTheSameFingerprintForTheSameFields() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("a", Map.of("x", 1, "y", List.of(1, 2)));
    one.put("b", "2");
    Map<String, Object> other = new LinkedHashMap<>();
    other.put("b", "2");
    Map<String, Object> nested = new LinkedHashMap<>();
    nested.put("y", List.of(1, 2));
    nested.put("x", 1);
    other.put("a", nested);
    assertEquals(
        fingerprint(body("ada@example.org", "Ada", one)),
        fingerprint(body(" ada@example.org ", "Ada", other)));
    assertEquals(43, fingerprint(ADA).length());
  }

  @Test
  void hasAnotherFingerprintForAnotherField() {
    for (NewRegistration other :
        List.of(
            body("bob@example.org", "Ada", Map.of("a", 1)),
            body("ada@example.org", "Bob", Map.of("a", 1)),
            body("ada@example.org", "Ada", Map.of("a", 2)),
            body("ada@example.org", "Ada", Map.of("a", "1")),
            body("ada@example.org", "Ada", Map.of()),
            new NewRegistration("ada@example.org", "Ada", "en", null, Map.of("a", 1)),
            new NewRegistration("ada@example.org", "Ada", null, "en", Map.of("a", 1)))) {
      assertNotEquals(fingerprint(ADA), fingerprint(other), other.toString());
    }
  }

  private static String fingerprint(NewRegistration body) {
    return Idempotency.of(List.of("key"), body).orElseThrow().fingerprint();
  }

  private static NewRegistration body(String email, String name, Map<String, Object> data) {
    return new NewRegistration(email, name, null, null, data);
  }
}
