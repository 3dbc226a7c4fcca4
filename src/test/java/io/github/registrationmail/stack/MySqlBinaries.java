package io.github.registrationmail.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The MySQL 8 that the Maven profile {@code mysql} unpacks into {@code target/}, and the data of a
 * fresh one, made once rather than at every start.
 */
final class MySqlBinaries {

  private static final Path HOME = Path.of("target", "embedded-mysql").toAbsolutePath();
  private static final Path FRESH = Path.of("target", "embedded-mysql-data").toAbsolutePath();

  private MySqlBinaries() {}

  /** The command line that every call of the server begins with. */
  static List<String> command() {
    File server = HOME.resolve("bin/mysqld").toFile();
    if (!server.isFile()) {
      throw new IllegalStateException(
          "There is no " + server + ": run Maven with -Dstack.database=mysql");
    }
    server.setExecutable(true);
    return List.of(server.getPath(), "--no-defaults", "--basedir=" + HOME, "--user=" + user());
  }

  private static String user() {
    return System.getProperty("user.name");
  }

  /** Fills this directory with the data of a server that these arguments are for. */
  static void install(Path data, List<String> arguments) throws IOException {
    if (arguments.stream().anyMatch(argument -> argument.startsWith("--lower-case-table-names"))) {
      initialize(data, arguments);
      return;
    }
    if (!Files.isDirectory(FRESH)) {
      // moved as a whole, so that another JVM finds all of it or nothing
      Path partial = Files.createTempDirectory(FRESH.getParent(), "embedded-mysql-data-");
      initialize(partial.resolve("data"), List.of());
      move(partial.resolve("data"), FRESH);
      WorkDirectory.delete(partial);
    }
    copy(FRESH, data);
    // each server gives itself an id, which one that follows another must not share with it
    Files.deleteIfExists(data.resolve("auto.cnf"));
  }

  private static void initialize(Path data, List<String> arguments) throws IOException {
    Path log = Files.createTempFile("registration-mail-mysql-", ".log");
    List<String> command =
        Stream.of(
                command(),
                List.of("--initialize-insecure", "--datadir=" + data),
                MySql.SMALL,
                arguments)
            .flatMap(List::stream)
            .toList();
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("MySQL cannot be installed:\n" + Files.readString(log));
    }
    Files.delete(log);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      files.forEach(file -> copyOne(file, to.resolve(from.relativize(file).toString())));
    }
  }

  private static void copyOne(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Path partial, Path home) throws IOException {
    try {
      Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }
}
