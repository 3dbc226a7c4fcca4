package io.github.registrationmail.deployment;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.StackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Makes {@code target/aot}, which {@code Dockerfile.jvm-aot} takes: the service, a runtime, and the
 * cache of a run in which the service was loaded, linked and profiled. Run by {@code -Paot}, which
 * fails where this does.
 */
final class AotImage {

  private static final Path BUILD = Path.of("target").toAbsolutePath();

  private AotImage() {}

  public static void main(String[] arguments) {
    try {
      make();
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      System.err.println("-Paot: target/aot was not made: " + e.getMessage());
      System.exit(1);
    }
    // threads of the embedded broker would keep the process
    System.exit(0);
  }

  private static void make() throws IOException {
    int registrations = Integer.parseInt(System.getProperty("aot.registrations"));
    Path image = BUILD.resolve("aot");
    AotFolder.delete(image);
    AotFolder folder = AotFolder.make(BUILD.resolve("quarkus-app"), BUILD.resolve("aot-training"));
    try (EmbeddedStack stack = new EmbeddedStack().start(StackPorts.FREE)) {
      train(folder, stack, registrations);
      // from here on it is at another place than it was trained at, as in the image
      check(folder.moveTo(image), stack);
    }
  }

  private static void train(AotFolder folder, EmbeddedStack stack, int registrations) {
    System.out.printf("AOT cache: trained with %,d registrations%n", registrations);
    try (AotRun run = AotRun.start(folder.command("-XX:AOTCacheOutput="), folder.path(), stack)) {
      run.register(registrations);
      run.look();
      run.awaitMails();
      run.end();
      if (!Files.exists(folder.cache())) {
        throw new IllegalStateException("the JVM wrote no cache:\n" + run.lastLines());
      }
    }
  }

  private static void check(AotFolder folder, EmbeddedStack stack) throws IOException {
    Duration without = toFirst201(folder, stack, "-XX:AOTMode=off");
    // without a cache that it can use the JVM does not start
    Duration with = toFirst201(folder, stack, "-XX:AOTMode=on");
    System.out.printf(
        "AOT cache: %d MB; first 201 after %.1f s, without it after %.1f s%n",
        Files.size(folder.cache()) / 1_000_000, seconds(with), seconds(without));
  }

  private static Duration toFirst201(AotFolder folder, EmbeddedStack stack, String mode) {
    try (AotRun run = AotRun.start(folder.command(mode, "-XX:AOTCache="), folder.path(), stack)) {
      run.end();
      return run.toFirst201();
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
