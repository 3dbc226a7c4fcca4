package io.github.registrationmail.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** One SMTP connection of the {@link MailSink}. */
final class SinkSession {

  private final MailSink sink;
  private final BufferedReader in;
  private final OutputStream out;
  private final Set<String> recipients = new HashSet<>();

  SinkSession(MailSink sink, Socket client) throws IOException {
    this.sink = sink;
    this.in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
    this.out = new BufferedOutputStream(client.getOutputStream());
  }

  /** Returns when the client has quit; its end without a word is an exception. */
  void run() throws IOException {
    reply("220 sink ESMTP");
    String verb;
    do {
      String line = line();
      verb = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
      reply(answer(verb, line));
    } while (!verb.equals("QUIT"));
  }

  private String answer(String verb, String line) throws IOException {
    return switch (verb) {
      case "EHLO" -> "250-sink\r\n250-PIPELINING\r\n250 8BITMIME";
      case "MAIL", "RSET" -> forget();
      case "RCPT" -> recipient(line);
      case "DATA" -> data();
      case "QUIT" -> "221 bye";
      default -> "250 OK";
    };
  }

  private String forget() {
    recipients.clear();
    return "250 OK";
  }

  private String recipient(String line) {
    String recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    if (!sink.accepts(recipient)) {
      return "451 4.3.0 try again";
    }
    recipients.add(recipient);
    return "250 OK";
  }

  private String data() throws IOException {
    if (recipients.isEmpty()) {
      return "503 5.5.1 no recipient";
    }
    reply("354 go on");
    while (!line().equals(".")) {
      // its content is of no interest
    }
    sink.received(recipients);
    return "250 OK";
  }

  private String line() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new EOFException();
    }
    return line;
  }

  /** What was pipelined is answered together. */
  private void reply(String reply) throws IOException {
    sink.awaitSpeech();
    out.write((reply + "\r\n").getBytes(ISO_8859_1));
    if (!in.ready()) {
      out.flush();
    }
  }
}
