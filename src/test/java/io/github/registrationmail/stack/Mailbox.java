package io.github.registrationmail.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The page of the embedded stack in dev mode: the caught mails in a list on {@code /}, each of them
 * on {@code /mails/<id>}, all as JSON on {@code /mails.json}; and what makes something happen.
 */
final class Mailbox {

  private static final String MAIL = "/mails/";
  private static final String PAGE = "/page";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EmbeddedSmtp smtp;
  private final Controls controls;

  Mailbox(EmbeddedSmtp smtp, Controls controls) {
    this.smtp = smtp;
    this.controls = controls;
  }

  /**
   * Starts on this port of the loopback interface, or on a free one when it is 0, and tells which.
   */
  int start(int port) throws IOException {
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext("/", this::answer);
    server.start();
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("POST")) {
      obey(exchange, path);
    } else if (path.equals("/")) {
      send(exchange, 200, "text/html", MailboxPage.of(newestFirst(), controls.html()));
    } else if (path.equals("/mails.json")) {
      send(exchange, 200, "application/json", json());
    } else {
      one(exchange, path);
    }
  }

  private void obey(HttpExchange exchange, String path) throws IOException {
    boolean isKnown = path.equals(Controls.TEST_MAIL) || path.equals(Controls.FAULTS);
    int status = isKnown ? controls.obey(exchange) : 404;
    exchange.getResponseHeaders().set("Location", "/");
    send(exchange, status, "text/plain", "");
  }

  private void one(HttpExchange exchange, String path) throws IOException {
    Optional<CaughtMail> mail = mail(path);
    if (mail.isEmpty()) {
      send(exchange, 404, "text/plain", "The mails are on / and on /mails.json\n");
    } else if (path.endsWith(PAGE)) {
      exchange.getResponseHeaders().set("Content-Security-Policy", CaughtMailPage.FRAME_POLICY);
      send(exchange, 200, "text/html", mail.get().html());
    } else {
      send(exchange, 200, "text/html", CaughtMailPage.of(mail.get()));
    }
  }

  private Optional<CaughtMail> mail(String path) {
    return smtp.mails().stream()
        .filter(mail -> path.equals(MAIL + mail.id()) || path.equals(MAIL + mail.id() + PAGE))
        .findFirst();
  }

  private List<CaughtMail> newestFirst() {
    var mails = new ArrayList<>(smtp.mails());
    Collections.reverse(mails);
    return mails;
  }

  private String json() throws IOException {
    var mails = newestFirst().stream().map(Listed::of).toList();
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(mails) + "\n";
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** One mail of the JSON list. */
  private record Listed(String receivedAt, String to, String subject, String text) {
    static Listed of(CaughtMail mail) {
      return new Listed(
          mail.receivedAt().toString(), mail.recipient(), mail.subject(), mail.text());
    }
  }
}
