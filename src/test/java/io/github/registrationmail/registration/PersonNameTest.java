package io.github.registrationmail.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {

  private static final Validator VALIDATOR =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();

  private record Named(@PersonName String name) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A",
        "Ada Lovelace",
        " Ada ",
        "李小龙",
        "عائشة",
        "👩‍👩‍👧‍👦",
        "e\u0301",
        "O'Brien-\"Bob\" <b>",
        "{name}",
        "\u00a0x"
      })
  void acceptsAnyScript(String name) {
    assertEquals(0, faults(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u2003\u3000",
        "a\nb",
        "a\rb",
        "a\tb",
        "a\u0000",
        "a\u0085b",
        "a\u2028b",
        "a\u2029b",
        "a\ud83d",
        "\ude00a"
      })
  void refusesWhatIsBlankOrNoText(String name) {
    assertEquals(1, faults(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "李", "😀"})
  void countsCharactersAsPeopleDo(String character) {
    assertEquals(0, faults(character.repeat(100)));
    assertEquals(1, faults(character.repeat(101)));
  }

  private static int faults(String name) {
    return VALIDATOR.validate(new Named(name)).size();
  }
}
