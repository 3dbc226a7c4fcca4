package io.github.registrationmail.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A mail server that counts what it accepts by recipient and keeps nothing. A mail counts before
 * its 250 is written, as with any server: what happens to the answer is the sender's risk.
 */
public final class MailSink implements AutoCloseable {

  private final ServerSocket server;
  private final Duration latency;
  private final Predicate<String> refusedOnce;
  private final Map<String, Integer> mails = new ConcurrentHashMap<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private volatile long lastNanos;
  private volatile boolean silent;

  /**
   * Accepts everything, on a free port.
   *
   * @param latency from the end of a mail to the answer
   */
  public MailSink(Duration latency) {
    this(0, latency, recipient -> false);
  }

  /**
   * Accepts everything at the second try at the latest, and at once.
   *
   * @param port 0 for a free one
   * @param refusedOnce recipients that are answered 451 the first time
   */
  public MailSink(int port, Predicate<String> refusedOnce) {
    this(port, Duration.ZERO, refusedOnce);
  }

  private MailSink(int port, Duration latency, Predicate<String> refusedOnce) {
    this.latency = latency;
    this.refusedOnce = refusedOnce;
    try {
      server = new ServerSocket(port, 500, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port, e);
    }
    daemon(this::accept);
  }

  public Map<String, String> environment() {
    return Map.of(
        "SMTP_HOST", "127.0.0.1",
        "SMTP_PORT", Integer.toString(port()),
        "SMTP_STARTTLS", "DISABLED");
  }

  public int port() {
    return server.getLocalPort();
  }

  /** While silent, connections are accepted and nothing is answered, on the open ones too. */
  public synchronized void silence(boolean on) {
    silent = on;
    notifyAll();
  }

  /** Mails accepted, by recipient. */
  public Map<String, Integer> mails() {
    return Map.copyOf(mails);
  }

  /** How many this recipient has. */
  public int mails(String recipient) {
    return mails.getOrDefault(recipient, 0);
  }

  /** Recipients with a mail. */
  public int recipients() {
    return mails.size();
  }

  /** When the last mail was accepted, by {@link System#nanoTime}. */
  public long lastNanos() {
    return lastNanos;
  }

  /** Forgets whom it has accepted and refused. */
  public void forget() {
    mails.clear();
    refused.clear();
  }

  /** Waits as long as the server is silent. */
  void awaitSpeech() {
    if (silent) {
      awaitEndOfSilence();
    }
  }

  private synchronized void awaitEndOfSilence() {
    try {
      while (silent) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether this recipient is accepted now. */
  boolean accepts(String recipient) {
    return !refusedOnce.test(recipient) || !refused.add(recipient);
  }

  void received(Set<String> recipients) {
    if (!latency.isZero()) {
      Pause.millis(latency.toMillis());
    }
    awaitSpeech();
    recipients.forEach(recipient -> mails.merge(recipient, 1, Integer::sum));
    lastNanos = System.nanoTime();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        daemon(() -> serve(client));
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      new SinkSession(this, client).run();
    } catch (IOException e) {
      // the client is gone, often by SIGKILL
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "mail sink");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    silence(false);
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
