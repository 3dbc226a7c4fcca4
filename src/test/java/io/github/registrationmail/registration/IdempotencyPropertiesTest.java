package io.github.registrationmail.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The same request has the same fingerprint, another one another. */
class IdempotencyPropertiesTest {

  /** Few and short ones, which are equal now and then, and alike when they are put together. */
  @Provide
  Arbitrary<NewRegistration> bodies() {
    Arbitrary<String> text = Arbitraries.of("", "a", "aa", "\"", ",", "null", "[").injectNull(0.2);
    return Combinators.combine(text, text, text, text, data().injectNull(0.3))
        .as(NewRegistration::new);
  }

  @Provide
  Arbitrary<Map<String, Object>> data() {
    Arbitrary<Object> value = Arbitraries.of("a", "1", 1, 1.5, true, List.of("a"), Map.of("b", 1));
    return Arbitraries.maps(Arbitraries.of("a", "b", "c"), value).ofMaxSize(3);
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(255);
  }

  @Property
  void twoRequestsAreTheSameIfAllTheyAskForIs(
      @ForAll("bodies") NewRegistration one, @ForAll("bodies") NewRegistration other) {
    assertEquals(one.equals(other), fingerprint(one).equals(fingerprint(other)));
  }

  @Property
  void theOrderOfTheDataIsNoDifference(@ForAll("data") Map<String, Object> data) {
    assertEquals(
        fingerprint(new NewRegistration("a", "b", null, null, data)),
        fingerprint(
            new NewRegistration("a", "b", null, null, new TreeMap<>(data).descendingMap())));
  }

  @Property
  void aKeyIsWhatIsBetweenTheQuotes(@ForAll("keys") String key) {
    String quoted = '"' + key.replaceAll("([\\\\\"])", "\\\\$1") + '"';

    assertEquals(key, idempotency(quoted, new NewRegistration("a", "b", null, null, null)).key());
  }

  private static String fingerprint(NewRegistration body) {
    return idempotency("k", body).fingerprint();
  }

  private static Idempotency idempotency(String key, NewRegistration body) {
    return Idempotency.of(List.of(key), body).orElseThrow();
  }
}
