package io.github.registrationmail.bench;

import io.github.registrationmail.support.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One of the ways in which the service is shipped, as {@code target} has it.
 *
 * @param command starts it as its image does
 * @param directory in which
 */
record Image(String name, List<String> command, Path directory) {

  private static final Path HERE = Path.of("");
  private static final Path AOT = Path.of("target", "aot");

  /** The executable, Java with the AOT cache, and the packaged jar: those that were built. */
  static List<Image> built(Mebibytes memory) {
    return Stream.of(executable(memory), aot(memory), Optional.of(jar(memory)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Image jar(Mebibytes memory) {
    return new Image(
        "Java " + Runtime.version().feature(),
        ServiceProcess.jar(options("Dockerfile.jvm", memory)),
        HERE);
  }

  /** By {@code ./mvnw package -Paot}; with the runtime of its own. */
  private static Optional<Image> aot(Mebibytes memory) {
    if (!Files.exists(AOT.resolve("registration-mail.aot"))) {
      return Optional.empty();
    }
    List<String> command = options("Dockerfile.jvm-aot", memory);
    command.add(0, AOT.resolve("jre/bin/java").toAbsolutePath().toString());
    command.addAll(List.of("-jar", "registration-mail.jar"));
    return Optional.of(new Image("Java with the AOT cache", command, AOT));
  }

  /** The one that {@code bench.service} names, else that of {@code ./mvnw package -Dnative}. */
  private static Optional<Image> executable(Mebibytes memory) {
    return Optional.ofNullable(System.getProperty("bench.service"))
        .map(Path::of)
        .or(Image::packagedExecutable)
        .map(
            file -> {
              List<String> command = options("Dockerfile.native", memory);
              command.add(0, file.toAbsolutePath().toString());
              return new Image("executable", command, HERE);
            });
  }

  private static Optional<Path> packagedExecutable() {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files.filter(file -> file.toString().endsWith("-runner")).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> options(String containerFile, Mebibytes memory) {
    List<String> options = new ArrayList<>(ServiceCommand.inImage(containerFile));
    options.add("-XX:MaxRAM=" + memory.bytes());
    return options;
  }
}
