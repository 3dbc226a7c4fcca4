package io.github.registrationmail.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A shell command that somebody gave us to restart a server; it has to end with 0. */
record Command(String line) {

  private static final File LOG = new File("target/server-commands.log");

  /** The command in this system property, if there is one. */
  static Optional<Command> of(String property) {
    return Optional.ofNullable(System.getProperty(property))
        .filter(line -> !line.isBlank())
        .map(Command::new);
  }

  void run() {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG))
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(line + " ended with " + process.exitValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
