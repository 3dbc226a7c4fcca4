package io.github.registrationmail.stack.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLSocket;

/** Speaks SMTP line by line; an answer that does not come fails with a time-out. */
public final class SmtpClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Socket socket;
  private BufferedReader reader;

  public SmtpClient(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  private SmtpClient(Socket socket) throws IOException {
    this.socket = socket;
    this.reader = readerOf(socket);
    patience(PATIENCE);
  }

  private static BufferedReader readerOf(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
  }

  /** Greeted, with EHLO said. */
  public static SmtpClient greeted(int port) throws IOException {
    var client = new SmtpClient(port);
    client.read();
    client.say("EHLO client.test");
    return client;
  }

  /** Speaks TLS from the start, to who has these keys. */
  public static SmtpClient encrypted(int port, Keys keys) throws IOException {
    return new SmtpClient(
        keys.trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port));
  }

  public void patience(Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
  }

  /** The answer to RCPT TO on a connection of its own. */
  public static String recipient(int port, String address) throws IOException {
    try (var client = greeted(port)) {
      return client.recipient(address);
    }
  }

  /** The answer to RCPT TO of a new mail. */
  public String recipient(String address) throws IOException {
    say("RSET");
    String mail = say("MAIL FROM:<sender@example.org>");
    return mail.startsWith("250") ? say("RCPT TO:<" + address + ">") : mail;
  }

  /** The last answer to a whole mail. */
  public static String send(int port, String address, String subject, String text)
      throws IOException {
    try (var client = greeted(port)) {
      return client.send(address, "Subject: " + subject + "\r\n\r\n" + text);
    }
  }

  /** The last answer to a whole mail, which is the first that is no consent. */
  public String send(String address, String content) throws IOException {
    String answer = recipient(address);
    answer = answer.startsWith("250") ? say("DATA") : answer;
    return answer.startsWith("354") ? say(content + "\r\n.") : answer;
  }

  /** The answer to AUTH PLAIN. */
  public String signIn(String user, String password) throws IOException {
    String response = "\0" + user + "\0" + password;
    return say("AUTH PLAIN " + Base64.getEncoder().encodeToString(response.getBytes(ISO_8859_1)));
  }

  public String say(String line) throws IOException {
    write(line + "\r\n");
    return read();
  }

  public void write(String words) throws IOException {
    socket.getOutputStream().write(words.getBytes(ISO_8859_1));
  }

  /** The last line of the next answer. */
  public String read() throws IOException {
    String line = line();
    return line.startsWith("-", 3) ? read() : line;
  }

  /** The next line. */
  public String line() throws IOException {
    String line = reader.readLine();
    return line == null ? "(closed)" : line;
  }

  /** The next so many characters. */
  public String characters(int count) throws IOException {
    char[] characters = new char[count];
    int read = 0;
    for (int more = 0; more >= 0 && read < count; read += more) {
      more = reader.read(characters, read, count - read);
    }
    return new String(characters, 0, read);
  }

  /** After the server's consent. */
  public void startTls(Keys keys) throws IOException {
    SSLSocket secured =
        (SSLSocket) keys.trusting().getSocketFactory().createSocket(socket, "localhost", 0, true);
    secured.startHandshake();
    socket = secured;
    reader = readerOf(secured);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
