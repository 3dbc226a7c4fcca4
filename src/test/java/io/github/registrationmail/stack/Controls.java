package io.github.registrationmail.stack;

import static io.github.registrationmail.stack.MailboxHtml.escaped;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of the page that makes something happen: a test mail, and each fault. */
final class Controls {

  static final String TEST_MAIL = "/test-mail";
  static final String FAULTS = "/faults";

  private static final String ALL =
      """
      <section aria-label="Try it">
      <form method="post" action="/test-mail">
      <button name="language" value="en">Send a test mail</button>
      <button name="language" value="zh">… in Chinese</button>
      </form>
      <p role="status">%s</p>
      %s
      </section>
      """;

  private static final String FAULT =
      """
      <form method="post" action="/faults">
      <input type="hidden" name="fault" value="%s">
      <button name="begins" value="%s" aria-pressed="%s">%s</button> %s
      </form>
      """;

  private final Faults faults;
  private final TestMail testMail;
  private volatile String said = "";

  Controls(Faults faults, TestMail testMail) {
    this.faults = faults;
    this.testMail = testMail;
  }

  String html() {
    return ALL.formatted(
        escaped(said), Stream.of(Fault.values()).map(this::form).collect(Collectors.joining()));
  }

  private String form(Fault fault) {
    boolean on = faults.isOn(fault);
    return FAULT.formatted(fault, !on, on, escaped(fault.title()), escaped(fault.words()));
  }

  /** Does what a form of our page asks for; the status. */
  int obey(HttpExchange exchange) throws IOException {
    if (!isFromOurPage(exchange)) {
      return 403;
    }
    Map<String, String> form = form(exchange);
    try {
      obey(exchange.getRequestURI().getPath(), form);
      return 303;
    } catch (IllegalArgumentException noSuchFault) {
      return 400;
    }
  }

  private void obey(String path, Map<String, String> form) {
    if (path.equals(TEST_MAIL)) {
      said = testMail.send(form.getOrDefault("language", "en").equals("zh") ? "zh" : "en");
    } else {
      Fault fault = Fault.valueOf(form.getOrDefault("fault", ""));
      faults.set(fault, Boolean.parseBoolean(form.get("begins")));
    }
  }

  /** Any page that the browser shows could send it a form. */
  private static boolean isFromOurPage(HttpExchange exchange) {
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    return host.matches("(localhost|127\\.0\\.0\\.1):\\d+")
        && ("http://" + host).equals(exchange.getRequestHeaders().getFirst("Origin"));
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
    Map<String, String> form = new HashMap<>();
    for (String field : body.split("&")) {
      String[] parts = field.split("=", 2);
      if (parts.length == 2) {
        form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return form;
  }
}
