package io.github.registrationmail.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port that answers nothing, as that of a machine without power: the queue of connections that
 * nobody accepts is full, so the kernel drops whoever else wants to connect.
 */
public final class BlackHole implements AutoCloseable {

  private static final int ENOUGH = 10;
  private static final int PATIENCE_MILLIS = 200;

  private final ServerSocket server;
  private final List<Socket> queue = new ArrayList<>();

  public BlackHole() {
    try {
      server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      fill();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill() throws IOException {
    for (int i = 0; i < ENOUGH; i++) {
      Socket waiting = new Socket();
      queue.add(waiting);
      try {
        waiting.connect(server.getLocalSocketAddress(), PATIENCE_MILLIS);
      } catch (SocketTimeoutException full) {
        return;
      }
    }
    throw new IllegalStateException("the queue does not get full");
  }

  public int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket waiting : queue) {
        waiting.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
