package io.github.registrationmail.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The table of the runs, on the console and in {@code target/chaos.md}. */
final class Report {

  private static final Path FILE = Path.of("target", "chaos.md");
  private static final String HEAD =
      """
      | run | accepted | mailed | lost | doubled | of these, no answer in time | in flight at the kills | FAILED | CANCELLED | swept, confirmed | swept, not confirmed | moves | not in the model | took |
      |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
      """;

  private final List<String> rows = new ArrayList<>();

  void add(String run, Tally tally, Duration took) {
    rows.add(
        "| %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d s |%n"
            .formatted(
                run,
                tally.accepted().size(),
                tally.mails().size(),
                tally.lost().size(),
                tally.doubled(),
                tally.doubledWithoutKill().size(),
                tally.inFlight().size(),
                tally.failed().size(),
                tally.cancelled().size(),
                tally.recorded().sweptConfirmed(),
                tally.recorded().sweptUnconfirmed(),
                tally.recorded().moves(),
                tally.recorded().strange().size(),
                took.toSeconds()));
  }

  void print() {
    String table = HEAD + String.join("", rows);
    System.out.println("\n" + table);
    try {
      var unused = Files.writeString(FILE, table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
