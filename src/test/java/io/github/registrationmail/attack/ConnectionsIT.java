package io.github.registrationmail.attack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stranger who opens connections and sends as much as each is kept for. */
@ExtendWith(Attacked.class)
class ConnectionsIT {

  private static final int LIMIT = 4_000;
  private static final int MORE = 50;

  /** Almost all of a body. */
  private static final byte[] HALF =
      """
      POST /registrations HTTP/1.1\r
      Host: x\r
      Content-Type: application/json\r
      Content-Length: 16384\r
      \r
      {"email":"%s"""
          .formatted("a".repeat(16_000))
          .getBytes(StandardCharsets.US_ASCII);

  @Test
  void keepsSoManyAndNoMore(Victim victim) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < LIMIT + MORE; i++) {
        sockets.add(half(victim));
      }
      // a few are somebody else's
      long closed = sockets.stream().filter(ConnectionsIT::isClosed).count();
      assertTrue(closed >= MORE && closed < 2 * MORE, closed + " were closed");
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static Socket half(Victim victim) throws IOException {
    Socket socket = Http1.connect(victim.uri("/"));
    try {
      socket.getOutputStream().write(HALF);
    } catch (IOException closed) {
      // that is what is looked for
    }
    return socket;
  }

  private static boolean isClosed(Socket socket) {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }
}
