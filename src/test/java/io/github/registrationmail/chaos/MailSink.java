package io.github.registrationmail.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A mail server that accepts everything, counts it by recipient and keeps nothing. A mail counts
 * before its 250 is written, as with any server: what happens to the answer is the sender's risk.
 */
final class MailSink implements AutoCloseable {

  private final ServerSocket server;
  private final Duration latency;
  private final Map<String, Integer> mails = new ConcurrentHashMap<>();
  private boolean silent;

  /**
   * @param latency from the end of a mail to the answer
   */
  MailSink(Duration latency) {
    this.latency = latency;
    try {
      server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  Map<String, String> environment() {
    return Map.of(
        "SMTP_HOST", "127.0.0.1",
        "SMTP_PORT", Integer.toString(server.getLocalPort()),
        "SMTP_STARTTLS", "DISABLED");
  }

  /** While silent, connections are accepted and nothing is answered, on the open ones too. */
  synchronized void silence(boolean on) {
    silent = on;
    notifyAll();
  }

  /** Mails accepted, by recipient. */
  Map<String, Integer> mails() {
    return Map.copyOf(mails);
  }

  /** Waits as long as the server is silent. */
  synchronized void awaitSpeech() {
    try {
      while (silent) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void received(Set<String> recipients) {
    Pause.millis(latency.toMillis());
    awaitSpeech();
    recipients.forEach(recipient -> mails.merge(recipient, 1, Integer::sum));
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
