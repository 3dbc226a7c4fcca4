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

/** Shows the caught mails in dev mode: a page on {@code /}, JSON on {@code /mails.json}. */
final class Mailbox {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final EmbeddedSmtp smtp;

  Mailbox(EmbeddedSmtp smtp) {
    this.smtp = smtp;
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
    switch (exchange.getRequestURI().getPath()) {
      case "/" -> send(exchange, 200, "text/html", MailboxPage.of(newestFirst()));
      case "/mails.json" -> send(exchange, 200, "application/json", json());
      default -> send(exchange, 404, "text/plain", "The mails are on / and on /mails.json\n");
    }
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
