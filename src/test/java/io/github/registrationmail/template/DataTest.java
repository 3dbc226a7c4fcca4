package io.github.registrationmail.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataTest {

  @Test
  void isAnObjectWithoutWhatIsNull() throws JsonProcessingException {
    assertEquals(
        Map.of("a", "b", "c", List.of(1, Map.of("d", true))),
        Data.parse("{\"a\":\"b\",\"n\":null,\"c\":[1,null,{\"d\":true,\"e\":null}]}"));
  }

  @Test
  void isUpToEightKibibytes() throws JsonProcessingException {
    String longest = "é".repeat(4092);
    assertEquals(longest, Data.parse("{\"a\":\"" + longest + "\"}").get("a"));
    refused("{\"a\":\"" + longest + "é\"}", "must not be larger than 8 KiB");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":\"\\ud83d\"} | must not have half a character (a lone surrogate)",
        "{\"a\":[\"\\ude00\\ud83d\"]} | must not have half a character (a lone surrogate)",
        "null | must be an object"
      })
  void isRefused(String json, String why) {
    refused(json, why);
  }

  /** Jackson refuses that in a name by itself. */
  @Test
  void isNoJsonWithHalfACharacterInAName() {
    assertThrows(JsonProcessingException.class, () -> Data.parse("{\"\\ude00\":1}"));
  }

  @Test
  void isNotNestedDeeply() throws JsonProcessingException {
    Data.parse("{\"a\":".repeat(15) + "{}" + "}".repeat(15));
    Data.parse("{\"a\":" + "[".repeat(15) + "]".repeat(15) + "}");
    refused("{\"a\":".repeat(16) + "{}" + "}".repeat(16), "must not be nested more than 16 deep");
    refused(
        "{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}", "must not be nested more than 16 deep");
    refused("{\"a\":".repeat(900) + "1" + "}".repeat(900), "must not be nested more than 16 deep");
    refused(
        "{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}",
        "must not be nested more than 16 deep");
  }

  @Test
  void isOneLineWithoutWhatEndsOne() {
    assertTrue(Data.isOneLine("Ada 李 👩"));
    for (String end : List.of("\n", "\r", "\0", "\u0085", "\u2028", "\u2029")) {
      assertFalse(Data.isOneLine("a" + end + "b"));
    }
  }

  private static void refused(String json, String why) {
    assertEquals(
        why, assertThrows(IllegalArgumentException.class, () -> Data.parse(json)).getMessage());
  }
}
