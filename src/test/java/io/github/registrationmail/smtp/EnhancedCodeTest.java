package io.github.registrationmail.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnhancedCodeTest {

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      delimiter = '|',
      value = {
        "5.1.1|5.1.1",
        "5.1.1 no|5.1.1",
        "5.7.509: Access denied|5.7.509",
        "5.100.999;x|5.100.999",
        "5.0.0,|5.0.0",
        "5.1.1\tno|5.1.1",
        "5.001.01 no|5.1.1"
      })
  void readsWhatTheTextBeginsWith(String text, String code) {
    assertEquals(code, EnhancedCode.of(550, text).map(EnhancedCode::toString).orElse("none"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "5",
        "5.",
        "5.1",
        "5.1.",
        "5..1",
        "5.1.1x",
        "5.1.1.",
        "5.1.1.1 no",
        "5.1.1)",
        " 5.1.1",
        "55.1.1",
        "5.1000.1",
        "5.1.1000",
        "5.+1.1",
        "5.-1.1",
        "5. 1.1",
        "x.1.1",
        "4.1.1",
        "2.1.1",
        "3.1.1",
        "5.\u0661.1",
        "\u0665.1.1",
        "no such user. See 5.1.1"
      })
  void readsNothingElse(String text) {
    assertEquals(Optional.empty(), EnhancedCode.of(550, text));
  }

  @ParameterizedTest
  @CsvSource({"250,2.0.0,true", "354,3.0.0,false", "451,4.7.1,true", "451,5.7.1,false"})
  void isOfTheClassOfTheReply(int reply, String text, boolean isOne) {
    assertEquals(isOne, EnhancedCode.of(reply, text).isPresent());
  }
}
