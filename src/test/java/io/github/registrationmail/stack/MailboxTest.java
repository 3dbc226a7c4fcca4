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
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of caught mails lists them newest first and trusts nothing in them. */
class MailboxTest {

  private final EmbeddedSmtp smtp = new EmbeddedSmtp();
  private int page;

  @BeforeEach
  void start() throws IOException {
    int port = smtp.start(0);
    page = new Mailbox(smtp).start(0);
    SmtpClient.send(port, "first@example.org", "One", "Welcome");
    SmtpClient.send(port, "second@example.org", "<script>", "a < b & c");
  }

  @AfterEach
  void stop() {
    smtp.close();
  }

  private String get(String path) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + page + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
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
}
