package io.github.registrationmail.stack;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Whether Quarkus can start containers here. */
final class ContainerEngine {

  private static final int SECONDS = 10;

  private ContainerEngine() {}

  static boolean runs() {
    return Stream.of("docker", "podman").anyMatch(ContainerEngine::runs);
  }

  private static boolean runs(String engine) {
    try {
      Process info =
          new ProcessBuilder(engine, "info")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = info.waitFor(SECONDS, TimeUnit.SECONDS);
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
