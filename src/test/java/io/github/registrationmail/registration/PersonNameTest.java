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
        "\u00a0x",
        "Dr. W. Www",
        "\u0e01\u0e34"
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
        "\u200b",
        "\u3164",
        "\u2800",
        "\u00ad",
        "\u202e",
        "\u2060\ufeff\u180e\u115f\u1160\uffa0",
        "\u0301",
        "\ufe0f",
        "Click https://evil.example/win",
        "see www.evil.example",
        "WWW.EVIL.EXAMPLE",
        "ww\u200bw.evil.example",
        "\uff57\uff57\uff57\uff0eevil.example",
        "x:\uff0f\uff0fevil.example",
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

  @ParameterizedTest
  @ValueSource(
      strings = {"\u00a0%s\u2003", "\u200b\ufeff%s \u3000", "\t%s\u3164\u2800", "\u00ad%s"})
  void andAddressesAreCutOfSpacesOfAnyKind(String around) {
    var cut =
        new NewRegistration(
            around.formatted("a@b.cd"), around.formatted("Ada L."), null, null, null);
    assertEquals(new NewRegistration("a@b.cd", "Ada L.", null, null, null), cut);
  }

  private static int faults(String name) {
    return VALIDATOR.validate(new Named(name)).size();
  }
}
