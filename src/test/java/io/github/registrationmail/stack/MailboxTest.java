package io.github.registrationmail.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.registrationmail.stack.smtp.SmtpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of caught mails lists them newest first and trusts nothing in them. */
class MailboxTest {

  private static final String PICTURED =
      """
      Subject: Three
      MIME-Version: 1.0
      Content-Type: multipart/alternative; boundary=a

      --a
      Content-Type: text/plain

      words & words
      --a
      Content-Type: multipart/related; boundary=b

      --b
      Content-Type: text/html

      <script>1</script><img src="cid:dot.png">
      --b
      Content-Type: image/png; name=dot.png
      Content-Transfer-Encoding: base64
      Content-ID: <dot.png>

      AQID
      --b--
      --a--
      """;

  private final EmbeddedSmtp smtp = new EmbeddedSmtp();
  private int page;

  @BeforeEach
  void start() throws IOException {
    int port = smtp.start(0);
    var faults = new Faults(new EmbeddedBroker(), smtp);
    var testMail = new TestMail(URI.create("http://127.0.0.1:1"));
    page = new Mailbox(smtp, new Controls(faults, testMail)).start(0);
    SmtpClient.send(port, "first@example.org", "One", "Welcome");
    SmtpClient.send(port, "second@example.org", "<script>", "a < b & c");
  }

  @AfterEach
  void stop() {
    smtp.close();
  }

  private String get(String path) throws Exception {
    return answer(path).body();
  }

  private HttpResponse<String> answer(String path) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + page + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  /** Of the newest mail. */
  private String link() throws Exception {
    Matcher link = Pattern.compile("href=\"(/mails/[^\"]+)\"").matcher(get("/"));
    assertTrue(link.find());
    return link.group(1);
  }

  @Test
  void showsTheMailsEscapedAndNewestFirst() throws Exception {
    String html = get("/");

    assertFalse(html.contains("<script>"), html);
    assertTrue(html.contains("a &lt; b &amp; c"), html);
    assertTrue(html.indexOf("second@example.org") < html.indexOf("first@example.org"), html);
  }

  @Test
  void listsTheMailsAsJson() throws Exception {
    var mails = new ObjectMapper().readTree(get("/mails.json"));

    assertEquals("second@example.org", mails.get(0).get("to").asText());
    assertEquals("One", mails.get(1).get("subject").asText());
    assertEquals("Welcome", mails.get(1).get("text").asText().strip());
  }

  @Test
  void showsPageTextAndSourceOfAMail() throws Exception {
    try (var client = SmtpClient.greeted(smtp.port())) {
      client.send("third@example.org", PICTURED.replace("\n", "\r\n"));
    }
    String link = link();
    String shown = get(link);
    assertTrue(shown.contains("<iframe sandbox src=\"" + link + "/page\""), shown);
    assertTrue(shown.contains("<pre>words &amp; words"), shown);
    assertTrue(shown.contains("Content-ID: &lt;dot.png&gt;"), shown);
    assertFalse(shown.contains("<script>"), shown);

    HttpResponse<String> frame = answer(link + "/page");
    assertEquals(
        "<script>1</script><img src=\"data:image/png;base64,AQID\">", frame.body().strip());
    String policy = frame.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertTrue(policy.startsWith("default-src 'none'") && policy.endsWith("; sandbox"), policy);
  }

  @Test
  void showsNoFrameForAMailOfTextAlone() throws Exception {
    String shown = get(link());
    assertFalse(shown.contains("<iframe"), shown);
    assertTrue(shown.contains("<pre>a &lt; b &amp; c"), shown);
  }

  @Test
  void knowsNoOtherMail() throws Exception {
    assertEquals(404, answer("/mails/nobody").statusCode());
  }
}
