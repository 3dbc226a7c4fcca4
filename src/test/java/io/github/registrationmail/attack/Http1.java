package io.github.registrationmail.attack;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** HTTP/1.1 as bytes on a socket, so that it can be as wrong as one likes. */
final class Http1 {

  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** What a connection says that is left open after its last answer. */
  static final String OPEN = "(still open)";

  private Http1() {}

  /**
   * All that is answered until the service closes the connection; {@link #OPEN} at the end when it
   * does not.
   */
  static String exchange(URI service, String bytes) throws IOException {
    try (Socket socket = connect(service)) {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return read(socket);
    }
  }

  static Socket connect(URI service) throws IOException {
    Socket socket = new Socket(service.getHost(), service.getPort());
    socket.setSoTimeout(Math.toIntExact(SILENCE.toMillis()));
    return socket;
  }

  private static String read(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[64 * 1024];
    try {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        answer.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketTimeoutException silent) {
      answer.append(OPEN);
    }
    return answer.toString();
  }
}
