package io.github.registrationmail.registration;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.mail.ReceivedMail;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Application;
import io.github.registrationmail.support.OwnTemplates;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A row that an application inserts is a registration, and is validated when its mail is due. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@TestProfile(OwnTemplates.class)
class InsertedRegistrationTest {

  private static final String DATA =
      "{\"link\":\"https://example.org\",\"team\":{\"name\":\"The Team\"}}";

  @Inject Sql sql;
  EmbeddedStack stack;
  Application application;

  @BeforeEach
  void signIn() throws SQLException {
    application = new Application(stack);
  }

  @Test
  void isSentOnceCommitted() throws Exception {
    String email = Api.address("ok").toUpperCase(Locale.ROOT);
    long id = insert(email, "艾达 🎉");

    Api.awaitState(id, "SENT")
        .body("email", equalTo(email))
        .body("name", equalTo("艾达 🎉"))
        .body("mail.attempt", equalTo(1));
    assertEquals("Welcome, 艾达 🎉", ReceivedMail.awaitFor(stack, email).subject());
    assertEquals(
        1,
        sql.number(
            """
            select email_key = lower(email) and swept = 0 and sent_at >= due_at
              and due_at >= registered_at + interval 90000 microsecond
            from registration where id = ?
            """,
            id));
  }

  @Test
  void isSentInItsLanguageWithItsTemplateAndData() throws Exception {
    String email = Api.address("ok");
    application.insert(email, "Ada", "de-CH", "invite", DATA);
    assertTrue(ReceivedMail.awaitFor(stack, email).subject().contains("The Team"));
    assertEquals(
        "de-CH",
        sql.execute("select locale from registration where email = ?", email)
            .iterator()
            .next()
            .getString(0));
  }

  @Test
  void isOneWithWhatWasPosted() throws Exception {
    String email = Api.address("ok");
    Api.register(email);
    SQLException refused =
        assertThrows(SQLException.class, () -> insert(email.toUpperCase(Locale.ROOT), "Eve"));
    assertEquals(1062, refused.getErrorCode());

    String other = Api.address("ok");
    insert(other, "Ada");
    Api.register(java.util.Map.of("email", other, "name", "Eve")).statusCode(409);
  }

  @Test
  void isAllThatTheGrantAllows() throws Exception {
    for (String statement :
        new String[] {
          "select email from registration",
          "insert into registration(email, name, mail_state) values ('a@b.c', 'A', 'SENT')",
          "update registration set name = 'B'",
          "delete from registration",
          "insert into user_notify(user_id, updatetime) values (1, now())"
        }) {
      try (Connection connection = application.connect()) {
        SQLException denied =
            assertThrows(SQLException.class, () -> connection.createStatement().execute(statement));
        assertTrue(denied.getErrorCode() == 1142 || denied.getErrorCode() == 1143, statement);
      }
    }
  }

  static Arguments[] wrong() {
    String good = "ok@example.org";
    return new Arguments[] {
      wrong(
          "no address",
          "Ada",
          null,
          "welcome",
          null,
          "email must be an email address such as name@example.org"),
      wrong(
          "a@b.c\r\nBcc: d@e.f",
          "Ada",
          null,
          "welcome",
          null,
          "email has a character, or a dot, before the @ that is not allowed there"),
      wrong(" " + good, "Ada", null, "welcome", null, "email must have no blanks around it"),
      wrong(
          good,
          "see https://evil.example",
          null,
          "welcome",
          null,
          "name must have 1 to 100 characters, some of them visible, no control characters and no web address"),
      wrong(
          good,
          "Ada",
          "not a language",
          "welcome",
          null,
          "locale must be a language tag such as en or zh-Hant"),
      wrong(good, "Ada", null, "nothing", null, "template is not known; known are invite, welcome"),
      wrong(
          good,
          "Ada",
          null,
          "invite",
          "{\"team\":{\"name\":\"T\"}}",
          "data.link is missing; the template invite needs it"),
      wrong(good, "Ada", null, "invite", "[1]", "data must be one JSON object"),
      wrong(good, "Ada", null, "invite", "{", "data must be one JSON object"),
      wrong(
          good,
          "Ada",
          null,
          "welcome",
          "{\"a\":\"" + "x".repeat(8192) + "\"}",
          "data must not be larger than 8 KiB"),
      wrong(
          "x",
          "\n",
          null,
          "welcome",
          null,
          "email must be an email address such as name@example.org; name must have 1 to 100 characters, some of them visible, no control characters and no web address"),
    };
  }

  private static Arguments wrong(Object... columnsAndSentence) {
    return Arguments.of(columnsAndSentence);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void failsWithTheSentenceThatPostAnswers(
      String email, String name, String locale, String template, String data, String sentence)
      throws Exception {
    String unique = email.replace("ok@", Api.address("ok").replace("example.org", ""));
    long id = application.insert(unique, name, locale, template, data);

    Api.awaitState(id, "FAILED")
        .body("mail.lastError", equalTo("the registration is not valid: " + sentence))
        .body("mail.attempt", equalTo(1));
    assertEquals(0, stack.smtp().attempts(unique.strip()).size());
  }

  private long insert(String email, String name) throws SQLException {
    return application.insert(email, name);
  }
}
