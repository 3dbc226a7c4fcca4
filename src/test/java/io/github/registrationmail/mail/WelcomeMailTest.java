package io.github.registrationmail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mail as it is received, in both languages, with any name and to any address. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class WelcomeMailTest {

  EmbeddedStack stack;

  @Test
  void greetsInEnglish() throws Exception {
    ReceivedMail mail = register("Ada", "en");
    assertEquals("Welcome, Ada", mail.subject());
    assertEquals(
        """
        Hello Ada,

        your registration is complete. Welcome aboard!

        --
        You receive this mail because this address was registered. If it was not you, you can ignore it.""",
        lines(mail.text()));
    assertTrue(mail.html().contains("<p>Hello Ada,</p>"), mail.html());
    assertTrue(mail.html().contains("<p>your registration is complete. Welcome aboard!</p>"));
    assertTrue(mail.html().contains("If it was not you, you can ignore it."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "zh-CN", "zh-Hant-TW"})
  void greetsInChinese(String locale) throws Exception {
    ReceivedMail mail = register("小明", locale);
    assertEquals("欢迎您，小明", mail.subject());
    assertEquals(
        """
        小明，您好：

        您已成功注册，欢迎加入！

        --
        您收到此邮件，是因为有人用这个邮箱地址注册。如果不是您本人操作，请忽略此邮件。""",
        lines(mail.text()));
    assertTrue(mail.html().contains("<p>小明，您好：</p>"), mail.html());
    assertTrue(mail.html().contains("<p>您已成功注册，欢迎加入！</p>"));
    assertTrue(mail.html().contains("如果不是您本人操作，请忽略此邮件。"));
  }

  @Test
  void carriesAMessageIdThatIsTheSameForEachAttempt() throws Exception {
    String email = Api.address("busy1");
    long id = Api.register(email);
    ReceivedMail mail = ReceivedMail.awaitFor(stack, email);
    String messageId = mail.header("Message-ID");
    assertTrue(messageId.matches("<registration-" + id + "\\.[0-9a-z]{8}@localhost>"), messageId);
    assertEquals("noreply@localhost", mail.header("From"));
    assertEquals(email, mail.header("To"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Zoë 😀",
        "👩‍👩‍👧‍👦 family",
        "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
        "عائشة",
        "Nguyễn Thị Minh Khai",
        "𠮷野家",
        "e\u0301\u0327",
        "O'Brien, \"Bob\"; =?UTF-8?Q?x?=",
        "{name} {#if} ${7*7} {mail:why}",
        "%s %n \\n $1",
        "=?utf-8?B?YWJj?=",
        "a very long name that makes the subject longer than one line of a header may be, 一二三四五六七八九十"
      })
  void keepsAnyNameIntactInBothLanguages(String name) throws Exception {
    for (String locale : new String[] {"en", "zh"}) {
      ReceivedMail mail = register(name, locale);
      boolean english = locale.equals("en");
      assertEquals(english ? "Welcome, " + name : "欢迎您，" + name, mail.subject());
      String greeting = english ? "Hello " + name + "," : name + "，您好：";
      assertEquals(greeting, lines(mail.text()).lines().findFirst().orElse(""));
      assertTrue(mail.html().contains("<p>" + escaped(greeting) + "</p>"), mail.html());
    }
  }

  @Test
  void escapesHtmlInTheHtmlPartOnly() throws Exception {
    String name = "<script>alert('x')</script> & <img src=x onerror=\"x\">";
    for (String locale : new String[] {"en", "zh"}) {
      ReceivedMail mail = register(name, locale);
      assertTrue(mail.subject().contains(name), mail.subject());
      assertTrue(mail.text().contains(name), mail.text());
      assertFalse(mail.html().contains("<script"), mail.html());
      assertFalse(mail.html().contains("<img"), mail.html());
      assertTrue(mail.html().contains(escaped(name)), mail.html());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!", "#", "$", "%", "&", "'", "*", "+", "/", "=", "?", "^", "_", "`", "{", "|", "}", "~",
        "-", ".", "{x}", "${x}", "%40"
      })
  void reachesEverySpecialCharacterOfALocalPart(String special) throws Exception {
    String email = "a" + special + "b" + Api.address("x").substring(2, 10) + "@example.org";
    long id = Api.register(email);
    ReceivedMail mail = ReceivedMail.awaitFor(stack, email);
    assertEquals(email, mail.header("To"));
    Api.awaitState(id, "SENT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "#", "$", "{", "|", "~", "-", "=", "?", "/", "'"})
  void reachesALocalPartThatBeginsOrEndsWithASpecialCharacter(String special) throws Exception {
    String email = special + Api.address("x").substring(2, 10) + special + "@example.org";
    Api.register(email);
    assertEquals(email, ReceivedMail.awaitFor(stack, email).header("To"));
  }

  @Test
  void reachesTheLongestAddress() throws Exception {
    String unique = Api.address("x").substring(2, 10);
    String label = "d".repeat(63);
    String email =
        unique + "l".repeat(56) + "@" + label + "." + label + "." + "d".repeat(58) + ".de";
    Api.register(email);
    assertEquals(email, ReceivedMail.awaitFor(stack, email).header("To").replaceAll("\\s", ""));
  }

  private ReceivedMail register(String name, String locale) throws Exception {
    String email = Api.address("ok");
    Api.register(Map.of("email", email, "name", name, "locale", locale)).statusCode(201);
    return ReceivedMail.awaitFor(stack, email);
  }

  private static String lines(String text) {
    return text.replace("\r\n", "\n").strip();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
