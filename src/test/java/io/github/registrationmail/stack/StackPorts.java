package io.github.registrationmail.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The ports of the embedded servers, 0 being any free one. */
public record StackPorts(int broker, int database, int smtp) {

  public static final StackPorts FREE = new StackPorts(0, 0, 0);

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  /** One that is free now, for who cannot tell which one it took; another each time. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return GIVEN.add(socket.getLocalPort()) ? socket.getLocalPort() : free();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
