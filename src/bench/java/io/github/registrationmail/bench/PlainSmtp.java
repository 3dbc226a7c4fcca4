package io.github.registrationmail.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Mails straight to the mail server, on as many connections as the service has. */
final class PlainSmtp {

  private static final int CONNECTIONS = 16;
  private static final String MAIL =
      """
      From: noreply@localhost
      Subject: Welcome
      Content-Type: text/plain; charset=UTF-8

      """
              .replace("\n", "\r\n")
          + "Welcome aboard. Your registration is complete.\r\n".repeat(20)
          + ".\r\n";

  private PlainSmtp() {}

  static void send(int port, int count) {
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      Addresses addresses = Addresses.count(count, 0);
      CompletableFuture.allOf(
              Stream.generate(
                      () -> CompletableFuture.runAsync(() -> send(port, addresses), threads))
                  .limit(CONNECTIONS)
                  .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      var unused = threads.shutdownNow();
    }
  }

  private static void send(int port, Addresses addresses) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      expect(in, "220", 1);
      write(socket, "HELO bench\r\n");
      expect(in, "250", 1);
      for (Optional<String> to = addresses.next(); to.isPresent(); to = addresses.next()) {
        write(socket, "MAIL FROM:<noreply@localhost>\r\nRCPT TO:<" + to.get() + ">\r\nDATA\r\n");
        expect(in, "250", 2);
        expect(in, "354", 1);
        write(socket, MAIL);
        expect(in, "250", 1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private static void expect(BufferedReader in, String code, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      String line = String.valueOf(in.readLine());
      if (!line.startsWith(code)) {
        throw new IOException("the mail server answered " + line);
      }
    }
  }
}
