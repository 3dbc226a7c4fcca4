package io.github.registrationmail.survival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** How the mails of one test arrived. */
record Arrival(
    Duration took,
    int failed,
    int lost,
    int doubled,
    int connections,
    int mostConnections,
    int signIns) {

  private static final Path REPORT = Path.of("target", "mail-servers.md");

  /** A row of the table, for docs/mail-servers.md. */
  void report(String test) {
    String row =
        "| `%s` | %.1f s | %d | %d | %d | %d (%d) | %d |%n"
            .formatted(
                test,
                took.toMillis() / 1000.0,
                failed,
                lost,
                doubled,
                connections,
                mostConnections,
                signIns);
    try {
      Files.writeString(REPORT, row, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
