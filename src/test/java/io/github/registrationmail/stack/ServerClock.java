package io.github.registrationmail.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The clock of a server, which can be set while it runs: by libfaketime, where that is installed.
 * What the server waits for and how long does not change.
 */
public final class ServerClock {

  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final Path LIBRARY = Path.of("faketime", "libfaketimeMT.so.1");

  private final Path library;
  private final Path file;

  private ServerClock(Path library, Path file) {
    this.library = library;
    this.file = file;
  }

  /** As the machine's, for now; empty if there is no libfaketime. */
  public static Optional<ServerClock> ofMachine() {
    return library()
        .map(
            library -> {
              try {
                Path file = Files.createTempFile("clock-", ".txt");
                file.toFile().deleteOnExit();
                ServerClock clock = new ServerClock(library, file);
                clock.set(Duration.ZERO);
                return clock;
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private static Optional<Path> library() {
    try (Stream<Path> folders = Files.list(LIBRARIES)) {
      return folders.map(folder -> folder.resolve(LIBRARY)).filter(Files::exists).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Within a second or two the server's clock differs from the machine's by this. */
  public void set(Duration difference) {
    try {
      var unused = Files.writeString(file, "%+d\n".formatted(difference.toSeconds()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A script that starts this program with that clock. */
  Path script(Path script, Path program) throws IOException {
    var unused =
        Files.writeString(
            script,
            """
            #!/bin/sh
            export LD_PRELOAD='%s' FAKETIME_TIMESTAMP_FILE='%s' FAKETIME_CACHE_DURATION=1
            export FAKETIME_DONT_FAKE_MONOTONIC=1
            exec '%s' "$@"
            """
                .formatted(library, file, program));
    if (!script.toFile().setExecutable(true)) {
      throw new IOException(script + " cannot be made executable");
    }
    return script;
  }
}
