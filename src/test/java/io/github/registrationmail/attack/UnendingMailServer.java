package io.github.registrationmail.attack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A mail server that is an honest one until it is told to go on for ever; then it says so much, and
 * no more, to each who calls.
 */
final class UnendingMailServer implements AutoCloseable {

  /** What is said without an end; far more than the service's heap, should it keep it. */
  private static final long MUCH = 1L << 30;

  /** What it does with those who call from now on. */
  enum Manner {
    HONEST("", ""),
    BANNER("", "220-and another line\r\n"),
    LINE("220 ", "and on and on "),
    REPLY("220 here\r\n", "250-ANOTHER\r\n");

    private final byte[] first;
    private final byte[] again;

    Manner(String first, String again) {
      this.first = first.getBytes(StandardCharsets.US_ASCII);
      this.again = again.repeat(1000).getBytes(StandardCharsets.US_ASCII);
    }
  }

  private final int honest;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong cutOff = new AtomicLong();
  private final AtomicLong longest = new AtomicLong();
  private volatile Manner manner = Manner.HONEST;

  /** In front of the one on this port. */
  UnendingMailServer(int honest) {
    try {
      this.honest = honest;
      this.listener = new ServerSocket(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    inBackground(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Ends all conversations, and has the next ones in this manner. */
  void be(Manner next) {
    manner = next;
    cutOff.set(0);
    longest.set(0);
    open.forEach(UnendingMailServer::close);
  }

  /** How many callers have hung up on it. */
  long cutOff() {
    return cutOff.get();
  }

  /** The most bytes that it could say to one of them; the network holds some. */
  long longest() {
    return longest.get();
  }

  private void accept() throws IOException {
    while (true) {
      Socket caller = listener.accept();
      open.add(caller);
      Manner now = manner;
      inBackground(() -> answer(caller, now));
    }
  }

  private void answer(Socket caller, Manner now) throws IOException {
    if (now == Manner.HONEST) {
      Socket server = new Socket("127.0.0.1", honest);
      open.add(server);
      inBackground(() -> pipe(server, caller));
      pipe(caller, server);
    } else {
      goOn(caller, now);
    }
  }

  private static void pipe(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    }
  }

  private void goOn(Socket caller, Manner now) {
    long said = 0;
    try (caller) {
      OutputStream out = caller.getOutputStream();
      out.write(now.first);
      for (; said < MUCH; said += now.again.length) {
        out.write(now.again);
      }
    } catch (IOException hungUp) {
      long bytes = said;
      longest.updateAndGet(most -> Math.max(most, bytes));
      cutOff.incrementAndGet();
    }
  }

  private static void inBackground(Work work) {
    Thread thread = new Thread(() -> run(work), "unending-mail-server");
    thread.setDaemon(true);
    thread.start();
  }

  private static void run(Work work) {
    try {
      work.run();
    } catch (IOException ended) {
      // as was to be expected
    }
  }

  private static void close(Socket socket) {
    run(socket::close);
  }

  @Override
  public void close() {
    run(listener::close);
    open.forEach(UnendingMailServer::close);
  }

  /** Something done with sockets. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }
}
