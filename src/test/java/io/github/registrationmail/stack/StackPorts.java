package io.github.registrationmail.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** The ports of the embedded servers, 0 being any free one. */
public record StackPorts(int broker, int database, int smtp) {

  public static final StackPorts FREE = new StackPorts(0, 0, 0);

  /** One that is free now, for who cannot tell which one it took. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
