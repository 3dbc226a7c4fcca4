package io.github.registrationmail.registration;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Problems;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that are meant to do harm, or could: each gets its 400, and nothing is stored. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class HostileRegistrationTest extends StoresNothing {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.org\r\nBcc: eve@example.org",
        "a@example.org\nBcc: eve@example.org",
        "a@example.org\r",
        "\na@example.org",
        "a\r\n@example.org",
        "a@example.org>\r\nRCPT TO:<eve@example.org",
        "a@example.org%0d%0aBcc:eve@example.org\r\n",
        "a@example.org\u2028",
        "a@example.org\u0085",
        "a@exa\tmple.org",
        "a@example.org\u0000",
        "a\u0007@example.org"
      })
  void refusesAnAddressThatWouldBreakAHeader(String email) {
    refuseEmail(email);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a\"@example.org",
        "\"a b\"@example.org",
        "\"a@b\"@example.org",
        "\"\"@example.org",
        "\"a\\\"b\"@example.org"
      })
  void refusesAQuotedLocalPart(String email) {
    refuseEmail(email).body("errors[0].message", containsString("quoted"));
  }

  static Stream<Arguments> internationalDomains() {
    return Stream.of(
        arguments("a@münchen.de", "xn--mnchen-3ya.de"),
        arguments("a@例え.jp", "xn--r8jz45g.jp"),
        arguments("a@пример.рф", "xn--e1afmkfd.xn--p1ai"),
        arguments("a@EXAMPLE。org", "EXAMPLE.org"));
  }

  @ParameterizedTest
  @MethodSource("internationalDomains")
  void namesTheAsciiFormOfAnInternationalDomain(String email, String ascii) {
    refuseEmail(email)
        .body("errors[0].message", equalTo("must have its domain in ASCII: " + ascii));
  }

  static Stream<String> noAddresses() {
    String label = "d".repeat(63);
    return Stream.of(
        "",
        " ",
        "a",
        "@",
        "@example.org",
        "a@",
        "a@@example.org",
        "a@b@example.org",
        "a b@example.org",
        "a@example.org\n",
        "\r\na@example.org",
        "a@example.org,b@example.org",
        "a@example.org;b@example.org",
        "Ada <a@example.org>",
        "<a@example.org>",
        "a(comment)@example.org",
        "a@(comment)example.org",
        ".a@example.org",
        "a.@example.org",
        "a..b@example.org",
        "a@example",
        "a@localhost",
        "a@.org",
        "a@example..org",
        "a@example.org.",
        "a@-example.org",
        "a@example-.org",
        "a@exa_mple.org",
        "a@127.0.0.1",
        "a@[127.0.0.1]",
        "a@[IPv6:::1]",
        "a@example.org:25",
        "a@example.1",
        "a@münchen",
        "jörg@example.org",
        "😀@example.org",
        "\u202egro@example.org",
        "${7*7}@example.org\"",
        "a@{name}",
        "l".repeat(65) + "@example.org",
        "a@" + "d".repeat(64) + ".org",
        "l".repeat(64) + "@" + label + "." + label + "." + "d".repeat(59) + ".de",
        "a@" + (label + ".").repeat(200) + "org");
  }

  @ParameterizedTest
  @MethodSource("noAddresses")
  void refusesWhatIsNoPlainAddress(String email) {
    refuseEmail(email);
  }

  private static ValidatableResponse refuseEmail(String email) {
    return Api.register(Map.of("email", email, "name", "Ada"))
        .spec(Problems.wrong("email"))
        .body("errors.size()", equalTo(1));
  }

  static Stream<String> noNames() {
    return Stream.of(
        "",
        " ",
        "\u3000\u2003",
        "Ada\r\nBcc: eve@example.org",
        "Ada\nLovelace",
        "Ada\r",
        "A\tda",
        "Ada\u0000",
        "Ada\u001b[31m",
        "Ada\u007f",
        "Ada\u0085",
        "Ada\u2028Lovelace",
        "Ada\u2029Lovelace",
        "A".repeat(101),
        "😀".repeat(101));
  }

  @ParameterizedTest
  @MethodSource("noNames")
  void refusesANameThatIsNone(String name) {
    Api.register(Map.of("email", Api.address("ok"), "name", name))
        .spec(Problems.wrong("name"))
        .body("errors.size()", equalTo(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d", "\\ude00", "\\ude00\\ud83d", "Ada\\ud83dLovelace"})
  void refusesHalfASurrogatePair(String escaped) {
    Object body = "{\"email\":\"%s\",\"name\":\"%s\"}".formatted(Api.address("ok"), escaped);
    Api.register(body).spec(Problems.wrong("name"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a", "en_US", "englisches", "zh\r\nX: y", "../../etc/passwd", "en,zh"})
  void refusesALanguageTagThatIsNone(String locale) {
    Api.register(Map.of("email", Api.address("ok"), "name", "Ada", "locale", locale))
        .spec(Problems.wrong("locale"))
        .body("errors.field", equalTo(List.of("locale")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{name}", "${7*7}", "#{7*7}", "\\u007b"})
  void repeatsNothingOfTheInputAsATemplate(String local) {
    refuseEmail(local + " @münchen.de").body("errors[0].message", containsString("before the @"));
  }
}
