package io.github.registrationmail.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The embedded MySQL 8: quick, only for this machine, without durability; TLS and sign-in are as
 * MySQL has them by default.
 */
final class MySql implements DatabaseServer {

  static final List<String> SMALL =
      List.of("--innodb-redo-log-capacity=8M", "--innodb-buffer-pool-size=16M");

  private static final List<String> ARGUMENTS =
      List.of(
          "--bind-address=127.0.0.1",
          "--skip-name-resolve",
          "--skip-log-bin",
          "--mysqlx=OFF",
          "--innodb-flush-log-at-trx-commit=0",
          "--performance-schema=OFF");

  private final List<String> command;
  private final int port;
  private final Path log;
  private Optional<Process> process = Optional.empty();

  private MySql(List<String> command, int port, Path log) {
    this.command = command;
    this.port = port;
    this.log = log;
  }

  static MySql install(WorkDirectory directory, int wanted, DatabaseOptions options)
      throws IOException {
    MySqlBinaries.install(directory.resolve("data"), options.arguments());
    Path init = Files.writeString(directory.resolve("init.sql"), options.init());
    int port = wanted == 0 ? freePort() : wanted;
    List<String> places =
        List.of(
            "--port=" + port,
            "--datadir=" + directory.resolve("data"),
            "--socket=" + directory.resolve("mysqld.sock"),
            "--pid-file=" + directory.resolve("mysqld.pid"),
            "--init-file=" + init);
    List<String> command =
        Stream.of(MySqlBinaries.command(), places, SMALL, ARGUMENTS, options.arguments())
            .flatMap(List::stream)
            .toList();
    return new MySql(command, port, directory.resolve("mysqld.log"));
  }

  @Override
  public void start() throws IOException {
    Process started =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process = Optional.of(started);
    while (!greets()) {
      if (!started.isAlive()) {
        throw new IOException("MySQL ended:\n" + Files.readString(log));
      }
      pause(started);
    }
  }

  /** Its first byte tells that it serves; the port is open a while before. */
  private boolean greets() {
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      socket.setSoTimeout(10_000);
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause(Process started) throws IOException {
    try {
      var unused = started.waitFor(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void stop() {
    end(Process::destroy);
  }

  @Override
  public void kill() {
    end(Process::destroyForcibly);
  }

  private void end(Consumer<Process> signal) {
    process.ifPresent(
        running -> {
          signal.accept(running);
          var unused = running.onExit().join();
        });
    process = Optional.empty();
  }

  @Override
  public int port() {
    return port;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
