import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Writes the file that it is given, with what it found, when something here can build a native
 * executable: native-image, or a container engine that runs. Deletes it otherwise. Run by {@code
 * -Dnative} before everything else, which then asks for the file.
 */
final class NativeToolchain {

  private NativeToolchain() {}

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Files.deleteIfExists(file);
    Optional<String> found =
        hasNativeImage()
            ? Optional.of("native-image")
            : Stream.of("docker", "podman").filter(NativeToolchain::runs).findFirst();
    if (found.isPresent()) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, found.get());
    }
  }

  private static boolean hasNativeImage() {
    Stream<String> homes =
        Stream.of("GRAALVM_HOME", "JAVA_HOME")
            .map(System::getenv)
            .filter(Objects::nonNull)
            .map(home -> home + File.separator + "bin");
    Stream<String> path =
        Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator));
    return Stream.concat(homes, path)
        .flatMap(
            folder ->
                Stream.of("native-image", "native-image.cmd").map(name -> new File(folder, name)))
        .anyMatch(File::canExecute);
  }

  private static boolean runs(String engine) {
    try {
      Process info =
          new ProcessBuilder(List.of(engine, "info"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = info.waitFor(10, TimeUnit.SECONDS);
      info.destroyForcibly();
      return ended && info.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
