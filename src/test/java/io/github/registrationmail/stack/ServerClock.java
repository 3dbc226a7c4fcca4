package io.github.registrationmail.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
  private final Map<String, String> zone;

  private ServerClock(Path library, Path file, Map<String, String> zone) {
    this.library = library;
    this.file = file;
    this.zone = zone;
  }

  /** As the machine's, for now; empty if there is no libfaketime. */
  public static Optional<ServerClock> ofMachine() {
    return library()
        .map(
            library -> {
              try {
                Path file = Files.createTempFile("clock-", ".txt");
                file.toFile().deleteOnExit();
                ServerClock clock = new ServerClock(library, file, Map.of());
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

  /** The same clock, read as people in this zone read it. */
  public ServerClock in(ZoneId where) {
    return new ServerClock(library, file, Map.of("TZ", where.getId()));
  }

  /** With these variables a program has that clock. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(zone);
    environment.put("LD_PRELOAD", library.toString());
    environment.put("FAKETIME_TIMESTAMP_FILE", file.toString());
    environment.put("FAKETIME_CACHE_DURATION", "1");
    environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    // else what waits by the monotonic clock, as a JVM does, does not wait at all
    environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    return environment;
  }

  /** A script that starts this program with that clock. */
  Path script(Path script, Path program) throws IOException {
    String variables =
        environment().entrySet().stream()
            .map(variable -> "export %s='%s'\n".formatted(variable.getKey(), variable.getValue()))
            .collect(Collectors.joining());
    var unused =
        Files.writeString(
            script, "#!/bin/sh\n" + variables + "exec '%s' \"$@\"\n".formatted(program));
    if (!script.toFile().setExecutable(true)) {
      throw new IOException(script + " cannot be made executable");
    }
    return script;
  }
}
