package io.github.registrationmail.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A temporary directory of one embedded server, which deletes it when it is done. */
record WorkDirectory(Path path) {

  static WorkDirectory create(String server) {
    try {
      return new WorkDirectory(Files.createTempDirectory("registration-mail-" + server + "-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path resolve(String file) {
    return path.resolve(file);
  }

  void delete() {
    delete(path);
  }

  static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // it is only temporary: the operating system clears it as well
    }
  }
}
