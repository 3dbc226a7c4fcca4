package io.github.registrationmail.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.registration.EmailAddress.Validator;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b.cd",
        "ada.lovelace+tag@mail.example.co.uk",
        "!#$%&'*+/=?^_`{|}~-@example.org",
        "a@xn--mnchen-3ya.de",
        "a@example.xn--p1ai",
        "A@EXAMPLE.ORG",
        "0@1.2.3a",
        "a@a-b.org"
      })
  void accepts(String address) {
    assertEquals(Optional.empty(), Validator.fault(address));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a | must be an email address such as name@example.org",
        "@b.cd | must be an email address such as name@example.org",
        "a@ | must be an email address such as name@example.org",
        "\"a\"@b.cd | must not have a quoted part before the @",
        "a..b@b.cd | has a character, or a dot, before the @ that is not allowed there",
        "a@b@b.cd | has a character, or a dot, before the @ that is not allowed there",
        "a@b | must have a domain name after the @, such as example.org",
        "a@1.2.3.4 | must have a domain name after the @, such as example.org",
        "a@münchen.de | must have its domain in ASCII: xn--mnchen-3ya.de"
      })
  void saysWhatIsWrong(String address, String fault) {
    assertEquals(Optional.of(fault), Validator.fault(address));
  }

  @Test
  void acceptsTheLongestPartsAndNoLongerOnes() {
    String label = "d".repeat(63);
    String domain = "@" + label + "." + label + "." + "d".repeat(58) + ".de";
    String local = "l".repeat(64);
    assertEquals(Optional.empty(), Validator.fault(local + domain));
    assertEquals(
        Optional.of("must not be longer than 254 characters"),
        Validator.fault(local + domain.replace(".de", ".dex")));
    assertEquals(
        Optional.of("must not have more than 64 characters before the @"),
        Validator.fault("l".repeat(65) + "@b.cd"));
    assertEquals(Optional.empty(), Validator.fault("a@" + label + ".cd"));
    assertEquals(
        Optional.of("must have a domain name after the @, such as example.org"),
        Validator.fault("a@d" + label + ".cd"));
  }
}
