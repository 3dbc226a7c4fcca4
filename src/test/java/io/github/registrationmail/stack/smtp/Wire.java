package io.github.registrationmail.stack.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Lines and octets of one connection; what is said waits until the client is listened to again. */
final class Wire {

  private static final Duration FAREWELL = Duration.ofMillis(200);

  private final Pauses pauses;
  private Socket socket;
  private Octets in;
  private OutputStream out;

  Wire(Socket socket, Pauses pauses) throws IOException {
    this.pauses = pauses;
    this.socket = socket;
    socket.setTcpNoDelay(true);
    in = new Octets(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream());
  }

  void patience(Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
  }

  /** The next line without its end, which is CR LF only. */
  String line() throws IOException {
    byte[] line = lineWithEnd();
    return new String(line, 0, line.length - 2, ISO_8859_1);
  }

  /** All until the line with nothing but a dot, with the dots removed that were put before dots. */
  byte[] text() throws IOException {
    var text = new ByteArrayOutputStream();
    for (byte[] line = lineWithEnd(); !isDot(line); line = lineWithEnd()) {
      int start = line[0] == '.' ? 1 : 0;
      text.write(line, start, line.length - start);
    }
    return text.toByteArray();
  }

  private static boolean isDot(byte[] line) {
    return line.length == 3 && line[0] == '.';
  }

  private byte[] lineWithEnd() throws IOException {
    flushUnlessMore();
    return in.line();
  }

  /** So many octets. */
  byte[] octets(int count) throws IOException {
    flushUnlessMore();
    return in.octets(count);
  }

  private void flushUnlessMore() throws IOException {
    if (!hasMore()) {
      out.flush();
    }
  }

  boolean hasMore() {
    return in.hasMore();
  }

  void say(String reply) throws IOException {
    say(Answer.say(reply), Duration.ZERO);
  }

  void say(Answer answer, Duration betweenOctets) throws IOException {
    if (!answer.delay().isZero()) {
      out.flush();
      pauses.pause(answer.delay());
    }
    byte[] words = answer.text().orElse("").getBytes(ISO_8859_1);
    for (int i = 0; i < answer.times(); i++) {
      write(words, betweenOctets);
    }
  }

  private void write(byte[] words, Duration betweenOctets) throws IOException {
    if (betweenOctets.isZero()) {
      out.write(words);
      return;
    }
    for (byte octet : words) {
      out.write(octet);
      out.flush();
      pauses.pause(betweenOctets);
    }
  }

  boolean isEncrypted() {
    return socket instanceof SSLSocket;
  }

  /** Whatever the client said too early is forgotten. */
  void startTls(SSLContext context) throws IOException {
    out.flush();
    var secured =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostName(), 0, true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    socket = secured;
    in = new Octets(secured.getInputStream());
    out = new BufferedOutputStream(secured.getOutputStream());
  }

  /** Waits until the client has read the last words: closed at once they might be lost. */
  void close() {
    try (Socket closing = socket) {
      out.flush();
      closing.shutdownOutput();
      patience(FAREWELL);
      in.drain();
    } catch (IOException e) {
      // the client went first
    }
  }
}
