package io.github.registrationmail.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

  private static final String OLD = "old-token-of-the-shop";
  private static final String NEW = "new-token/of+the~shop==";
  private final Tokens tokens = new Tokens(() -> Optional.of(" " + OLD + " , " + NEW + ","));

  @ParameterizedTest
  @ValueSource(strings = {"Bearer " + OLD, "Bearer " + NEW, "bearer  " + NEW + " "})
  void knowsEachOfThem(String authorization) {
    assertTrue(tokens.isOne(authorization));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer ,",
        "Bearer " + OLD + "," + NEW,
        "Bearer " + OLD + "x",
        "Bearer old",
        "Bearer OLD-TOKEN-OF-THE-SHOP",
        "Basic " + OLD,
        OLD
      })
  void knowsNoOther(String authorization) {
    assertFalse(tokens.isOne(authorization));
  }

  @Test
  void hasNoneIfNoneIsSet() {
    for (String none : new String[] {"", " ", ","}) {
      Tokens unset = new Tokens(() -> Optional.of(none));
      assertEquals(false, unset.areSet());
      assertFalse(unset.isOne("Bearer "));
    }
  }
}
