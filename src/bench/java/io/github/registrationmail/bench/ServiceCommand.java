package io.github.registrationmail.bench;

import io.github.registrationmail.support.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Starts the service as its image does: the packaged jar, or the executable that {@code
 * bench.service} names, with the options of the container file; {@code bench.service.options}
 * replaces them.
 */
final class ServiceCommand {

  private static final Path CONTAINER_FILES = Path.of("src/main/docker");
  private static final Pattern OPTION = Pattern.compile("\"(-(?:XX:|Djava\\.|-sun-)[^\"]+)\"");

  private ServiceCommand() {}

  static List<String> of(BenchSettings settings) {
    Optional<String> executable = Optional.ofNullable(System.getProperty("bench.service"));
    List<String> options = options(executable.isPresent() ? "Dockerfile.native" : "Dockerfile.jvm");
    options.add("-XX:MaxRAM=" + settings.memory().bytes());
    return executable
        .map(
            file -> {
              options.add(0, file);
              return options;
            })
        .orElseGet(() -> ServiceProcess.jar(options));
  }

  /** Those that the image starts the service with, but for the address that it listens on. */
  static List<String> options(String containerFile) {
    return new ArrayList<>(
        Optional.ofNullable(System.getProperty("bench.service.options"))
            .map(given -> List.of(given.strip().split("\\s+")))
            .orElseGet(() -> inImage(containerFile)));
  }

  /** Whatever {@code bench.service.options} says. */
  static List<String> inImage(String containerFile) {
    try {
      return OPTION
          .matcher(Files.readString(CONTAINER_FILES.resolve(containerFile)))
          .results()
          .map((MatchResult option) -> option.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
