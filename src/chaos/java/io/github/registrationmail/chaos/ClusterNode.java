package io.github.registrationmail.chaos;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.github.registrationmail.support.Pause;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One node of a {@link Cluster}: a process of its own, and a directory with all that it keeps. */
final class ClusterNode {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final ClusterTools tools;
  private final String name;
  private final Path directory;
  private final int port;
  private Optional<Process> process = Optional.empty();

  /**
   * @param name as Erlang has it, {@code node@host}
   */
  ClusterNode(ClusterTools tools, String name, Path directory, int port) {
    this.tools = tools;
    this.name = name;
    this.directory = directory;
    this.port = port;
  }

  String name() {
    return name;
  }

  /** Where its clients find it. */
  String address() {
    return "127.0.0.1:" + port;
  }

  /**
   * Starts it; returns at once.
   *
   * @param configuration of the cluster, the same for all nodes
   */
  void launch(String configuration) {
    try {
      Files.createDirectories(directory);
      Path file = directory.resolve("rabbitmq.conf");
      var unused = Files.writeString(file, configuration + "listeners.tcp.1 = " + address() + "\n");
      process = Optional.of(tools.server(variables(file), directory.resolve("output.log")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> variables(Path configuration) throws IOException {
    Path plugins = directory.resolve("enabled_plugins");
    var unused = Files.writeString(plugins, tools.plugins());
    return Map.of(
        "RABBITMQ_NODENAME", name,
        "RABBITMQ_DIST_PORT", Integer.toString(ClusterTools.freePort()),
        "RABBITMQ_CONFIG_FILE", configuration.toString(),
        "RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString(),
        "RABBITMQ_GENERATED_CONFIG_DIR", directory.resolve("generated").toString(),
        "RABBITMQ_MNESIA_BASE", directory.resolve("data").toString(),
        "RABBITMQ_LOG_BASE", directory.resolve("log").toString());
  }

  /** Waits until it serves clients. */
  void awaitUp() {
    await()
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> isUp() || isDead());
    if (isDead()) {
      throw new IllegalStateException(name + " ended, see " + directory);
    }
  }

  private boolean isUp() {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    factory.setConnectionTimeout(1000);
    factory.setAutomaticRecoveryEnabled(false);
    try (Connection connection = factory.newConnection("is it up")) {
      return connection.isOpen();
    } catch (Exception e) {
      return false;
    }
  }

  private boolean isDead() {
    return process.filter(Process::isAlive).isEmpty();
  }

  /** SIGKILL. */
  void kill() {
    process.ifPresent(
        script -> {
          List<ProcessHandle> all = script.descendants().toList();
          all.forEach(ProcessHandle::destroyForcibly);
          script.destroyForcibly();
          all.forEach(one -> one.onExit().join());
          script.onExit().join();
        });
    process = Optional.empty();
  }

  /** As an orderly shutdown of its machine does it. */
  void stop() {
    process.ifPresent(
        script -> {
          script.destroy();
          script.onExit().join();
        });
    process = Optional.empty();
  }

  /** It does nothing and says nothing for so long, and its connections stay. */
  void freeze(Duration time) {
    signal("-STOP");
    try {
      Pause.millis(time.toMillis());
    } finally {
      signal("-CONT");
    }
  }

  private void signal(String signal) {
    String[] virtualMachine =
        process.stream()
            .flatMap(Process::descendants)
            .filter(one -> one.info().command().orElse("").contains("beam"))
            .flatMap(one -> Stream.of("kill", signal, Long.toString(one.pid())))
            .toArray(String[]::new);
    try {
      if (new ProcessBuilder(virtualMachine).inheritIO().start().waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", virtualMachine));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Deletes all that it has kept. */
  void wipe() {
    try (Stream<Path> all = Files.walk(directory)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
