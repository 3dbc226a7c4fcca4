package io.github.registrationmail.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * Stands between the service and one of its servers and can hold every byte that the service sends,
 * so that the service can be killed at a point between two of its steps.
 */
public final class FreezableProxy implements AutoCloseable {

  private static final int NEVER_HELD = 0;

  private final ServerSocket server;
  private final IntSupplier target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private Optional<String> frozen = Optional.empty();
  private int connections;
  private int stranded;

  /** Forwards to the port of this machine that {@code target} names when a connection comes in. */
  public FreezableProxy(IntSupplier target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon("accept", this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Holds what the service sends from now on, on every connection. */
  public void freeze() {
    freeze("");
  }

  /** The same, only on connections in whose first bytes the service has sent this text. */
  public synchronized void freeze(String greeting) {
    frozen = Optional.of(greeting);
  }

  /** Holds for ever what the service sends on the connections there are; new ones pass. */
  public synchronized void strand() {
    stranded = connections;
  }

  /** Drops what was held together with its connections, and lets everything new pass. */
  public void reset() {
    sockets.forEach(FreezableProxy::close);
    sockets.clear();
    thaw();
  }

  /** Lets pass what was held, and everything new. */
  public synchronized void thaw() {
    frozen = Optional.empty();
    notifyAll();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException e) {
        // closed, or the server is away: the service sees its connection end
      }
    }
  }

  private void connect(Socket service) throws IOException {
    Socket upstream;
    try {
      upstream = new Socket(InetAddress.getLoopbackAddress(), target.getAsInt());
    } catch (IOException e) {
      close(service);
      throw e;
    }
    sockets.add(service);
    sockets.add(upstream);
    int number = count();
    daemon("to server", () -> pump(service, upstream, number));
    daemon("to service", () -> pump(upstream, service, NEVER_HELD));
  }

  private synchronized int count() {
    return ++connections;
  }

  private void pump(Socket from, Socket to, int number) {
    StringBuilder greeting = new StringBuilder();
    byte[] buffer = new byte[8192];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (number != NEVER_HELD) {
          remember(greeting, buffer, n);
          awaitThaw(greeting.toString(), number);
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException | InterruptedException e) {
      // either end is gone
    } finally {
      close(from);
      close(to);
    }
  }

  private static void remember(StringBuilder greeting, byte[] buffer, int length) {
    if (greeting.length() < 4096) {
      greeting.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
    }
  }

  private synchronized void awaitThaw(String greeting, int number) throws InterruptedException {
    while (number <= stranded || frozen.filter(greeting::contains).isPresent()) {
      wait();
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, "proxy " + name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is gone then
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reset();
  }
}
