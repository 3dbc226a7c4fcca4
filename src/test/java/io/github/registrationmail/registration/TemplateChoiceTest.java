package io.github.registrationmail.registration;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.mail.ReceivedMail;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.OwnTemplates;
import io.github.registrationmail.support.Problems;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mail of one's own, with what the application passes along. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@TestProfile(OwnTemplates.class)
class TemplateChoiceTest {

  EmbeddedStack stack;

  private static ValidatableResponse register(String email, Object data, String... more) {
    Map<String, Object> body =
        new HashMap<>(Map.of("email", email, "name", "Ada", "template", "invite"));
    body.put("data", data);
    for (int i = 0; i < more.length; i += 2) {
      body.put(more[i], more[i + 1]);
    }
    return Api.register(body);
  }

  @Test
  void isSentWithItsData() throws Exception {
    String email = Api.address("ok");
    register(email, Map.of("link", "https://example.org/?a=1&b=2", "team", Map.of("name", "A & B")))
        .statusCode(201)
        .body("locale", equalTo("en"));
    ReceivedMail mail = ReceivedMail.awaitFor(stack, email);
    assertEquals("Ada, join A & B", mail.subject());
    assertTrue(mail.text().contains("https://example.org/?a=1&b=2"), mail.text());
    assertTrue(mail.html().contains("<a href=\"https://example.org/?a=1&amp;b=2\">"), mail.html());
    assertTrue(mail.html().contains("A &amp; B"), mail.html());
    assertEquals("Invitations <invite@example.org>", mail.header("From"));
    assertTrue(mail.header("List-Unsubscribe").startsWith("<https://example.org/unsubscribe/"));
  }

  @Test
  void isSentWithTheDataOfEachAlsoWhenManyRegisterTogether() throws Exception {
    List<String> emails =
        java.util.stream.Stream.generate(() -> Api.address("ok")).limit(20).toList();
    emails.parallelStream()
        .forEach(
            email ->
                register(
                        email,
                        Map.of(
                            "link", "https://example.org/" + email, "team", Map.of("name", email)))
                    .statusCode(201));
    for (String email : emails) {
      assertEquals("Ada, join " + email, ReceivedMail.awaitFor(stack, email).subject());
    }
  }

  @ParameterizedTest
  @CsvSource({"de, de", "de-CH, de", "zh-Hant-TW, en", "fr, en"})
  void saysWhichLanguageItHas(String wanted, String language) {
    register(Api.address("ok"), Map.of("link", "x", "team", Map.of("name", "T")), "locale", wanted)
        .statusCode(201)
        .body("locale", equalTo(language));
  }

  @Test
  void isRefusedWithoutWhatItNeeds() {
    register(Api.address("ok"), Map.of("team", Map.of("name", "T")))
        .spec(Problems.wrong("data.link"))
        .body("errors[0].message", equalTo("is missing; the template invite needs it"));
    register(Api.address("ok"), Map.of("link", "x", "team", Map.of()))
        .spec(Problems.wrong("data.team.name"));
    register(Api.address("ok"), null).statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "", "../welcome", "welcome/en", "WELCOME", "a\r\nb"})
  void isRefusedIfThereIsNone(String name) {
    register(Api.address("ok"), Map.of(), "template", name)
        .spec(Problems.wrong("template"))
        .body("errors[0].message", equalTo("is not known; known are invite, welcome"));
  }

  @Test
  void isRefusedWithWhatWouldEndAHeader() {
    for (String hostile :
        new String[] {"a\r\nBcc: x@example.org", "a\nb", "a\u2028b", "a\u0000b"}) {
      register(Api.address("ok"), Map.of("link", "x", "team", Map.of("name", hostile)))
          .spec(Problems.wrong("data"));
    }
  }

  @Test
  void isRefusedWithDataBeyondTheLimits() {
    String email = Api.address("ok");
    register(email, Map.of("link", "x".repeat(8200))).spec(Problems.wrong("data"));
    String start = "{\"email\":\"" + email + "\",\"name\":\"Ada\",\"data\":";
    post(start + "{\"a\":".repeat(20) + "1" + "}".repeat(21)).spec(Problems.wrong("data"));
    post(start + "{\"a\":".repeat(1000) + "1" + "}".repeat(1001)).statusCode(400);
    post(start + "{\"a\":\"\\ud83d\"}}").spec(Problems.wrong("data"));
    post(start + "\"text\"}").spec(Problems.wrong("data"));
    post(start + "[1]}").spec(Problems.wrong("data"));
  }

  private static ValidatableResponse post(Object json) {
    return Api.register(json);
  }

  @Test
  void putsNoScriptIntoALink() throws Exception {
    String email = Api.address("ok");
    register(email, Map.of("link", "javascript:alert(1)", "team", Map.of("name", "<script>")))
        .statusCode(201);
    ReceivedMail mail = ReceivedMail.awaitFor(stack, email);
    assertTrue(mail.html().contains("<a href=\"#\">"), mail.html());
    assertTrue(mail.html().contains("&lt;script&gt;"), mail.html());
  }

  @Test
  void isTheBuiltInOneByDefault() throws Exception {
    String email = Api.address("ok");
    Api.register(email);
    assertEquals("Welcome, Ada", ReceivedMail.awaitFor(stack, email).subject());
  }
}
