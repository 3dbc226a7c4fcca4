package io.github.registrationmail.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.smtp.SmtpClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page of the embedded stack can make go wrong, and right again. */
class ControlsTest {

  private final EmbeddedBroker broker = new EmbeddedBroker();
  private final EmbeddedSmtp smtp = new EmbeddedSmtp();
  private final Faults faults = new Faults(broker, smtp);
  private int page;

  @BeforeEach
  void start() throws IOException {
    broker.start(0);
    smtp.start(0);
    var testMail = new TestMail(URI.create("http://127.0.0.1:1"));
    page = new Mailbox(smtp, new Controls(faults, testMail)).start(0);
  }

  @AfterEach
  void stop() {
    smtp.close();
    broker.close();
  }

  @Test
  void silencesTheMailServer() throws Exception {
    assertEquals(303, press(Fault.SILENCE, true));
    assertTrue(isSilent());
    press(Fault.SILENCE, false);
    assertFalse(isSilent());
  }

  private boolean isSilent() throws IOException {
    try (Socket socket = connect(smtp.port())) {
      socket.setSoTimeout(500);
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException silent) {
      return true;
    }
  }

  @Test
  void makesTheMailServerThrottle() throws Exception {
    press(Fault.THROTTLING, true);
    assertEquals("250", mail());
    assertEquals("450", mail());
    press(Fault.THROTTLING, false);
    assertEquals("250", mail());
  }

  @Test
  void makesThePasswordWrongInsteadOfThrottling() throws Exception {
    press(Fault.THROTTLING, true);
    press(Fault.PASSWORD, true);
    assertFalse(faults.isOn(Fault.THROTTLING));
    assertEquals("530", mail());
    press(Fault.PASSWORD, false);
    assertEquals("250", mail());
  }

  /** The code that answers MAIL. */
  private String mail() throws IOException {
    try (var client = SmtpClient.greeted(smtp.port())) {
      return client.say("MAIL FROM:<a@example.org>").substring(0, 3);
    }
  }

  @Test
  void takesTheBrokerAway() throws Exception {
    press(Fault.BROKER, true);
    press(Fault.BROKER, true);
    assertThrows(ConnectException.class, () -> connect(broker.port()).close());
    press(Fault.BROKER, false);
    connect(broker.port()).close();
  }

  @Test
  void showsWhatIsOnAndWhatCameOfATestMail() throws Exception {
    press(Fault.PASSWORD, true);
    post("/test-mail", "language=zh", "http://localhost:" + page);
    String html = get();
    assertTrue(html.contains("aria-pressed=\"true\">The password is wrong"), html);
    assertTrue(html.contains("aria-pressed=\"false\">The broker is gone"), html);
    assertTrue(html.contains("The service cannot be reached on http://127.0.0.1:1."), html);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.org", "http://localhost:1", "null", ""})
  void obeysNoOtherPage(String origin) throws Exception {
    assertEquals(403, post("/faults", "fault=PASSWORD&begins=true", origin));
    assertFalse(faults.isOn(Fault.PASSWORD));
  }

  @Test
  void knowsNoOtherFaultAndNoOtherForm() throws Exception {
    String ours = "http://localhost:" + page;
    assertEquals(400, post("/faults", "fault=NOTHING&begins=true", ours));
    assertEquals(400, post("/faults", "", ours));
    assertEquals(404, post("/", "", ours));
  }

  private int press(Fault fault, boolean begins) throws Exception {
    return post("/faults", "fault=" + fault + "&begins=" + begins, "http://localhost:" + page);
  }

  private int post(String path, String form, String origin) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + page + path))
            .POST(BodyPublishers.ofString(form));
    if (!origin.isEmpty()) {
      request.header("Origin", origin);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private String get() throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + page + "/")).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static Socket connect(int port) throws IOException {
    return new Socket(InetAddress.getByName("127.0.0.1"), port);
  }
}
