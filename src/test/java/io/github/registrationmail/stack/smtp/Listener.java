package io.github.registrationmail.stack.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts connections on 127.0.0.1 until it is closed, and has a thread for each of them. */
final class Listener implements AutoCloseable {

  private static final int BACKLOG = 512;

  private final ServerSocket listening;
  private final Pauses pauses = new Pauses();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Service service;
  private final Thread accepting;

  /** What is done with a connection. */
  interface Service {
    void serve(Socket socket, Pauses pauses) throws IOException;
  }

  /** On a free port when it is 0. */
  Listener(int port, Service service) throws IOException {
    this.service = service;
    listening = new ServerSocket(port, BACKLOG, InetAddress.getByName("127.0.0.1"));
    accepting = inBackground(this::accept);
  }

  private static Thread inBackground(Runnable work) {
    var thread = new Thread(work, "mail-server");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        sockets.add(socket);
        var unused = inBackground(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      service.serve(socket, pauses);
    } catch (IOException | NumberFormatException e) {
      // the client went away or spoke no SMTP, or this is closed
    } finally {
      sockets.remove(socket);
    }
  }

  /** Refuses connections and cuts those that are open. */
  @Override
  public void close() throws IOException {
    listening.close();
    awaitEndOfAccepting();
    pauses.stop();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** Until then the system may still accept connections. */
  private void awaitEndOfAccepting() {
    try {
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
