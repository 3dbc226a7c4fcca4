package io.github.registrationmail.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Speaks SMTP line by line; an answer that does not come fails with a time-out. */
final class SmtpClient implements AutoCloseable {

  private final Socket socket;
  private final BufferedReader reader;

  SmtpClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    reader =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    patience(Duration.ofSeconds(5));
  }

  void patience(Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
  }

  /** The answer to RCPT TO on a connection of its own. */
  static String recipient(int port, String address) throws IOException {
    try (var client = new SmtpClient(port)) {
      client.greet();
      return client.say("RCPT TO:<" + address + ">");
    }
  }

  /** The last answer to a whole mail. */
  static String send(int port, String address, String subject, String text) throws IOException {
    try (var client = new SmtpClient(port)) {
      client.greet();
      client.say("RCPT TO:<" + address + ">");
      client.say("DATA");
      return client.say("Subject: " + subject + "\r\n\r\n" + text + "\r\n.");
    }
  }

  private void greet() throws IOException {
    read();
    say("HELO test");
    say("MAIL FROM:<sender@example.org>");
  }

  String say(String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    return read();
  }

  /** The last line of the next answer. */
  String read() throws IOException {
    String line = reader.readLine();
    if (line == null) {
      return "(closed)";
    }
    return line.startsWith("-", 3) ? read() : line;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
