package io.github.registrationmail.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The programs of the installed RabbitMQ, with a cookie, a name service and a home of this run's
 * own: they know nothing of the system's server, and it nothing of them.
 */
final class ClusterTools implements AutoCloseable {

  private static final Path BIN =
      Path.of(System.getProperty("chaos.cluster.bin", "/usr/lib/rabbitmq/bin"));

  /** Folders with plugins, among them the delayed message plugin; empty: it is not needed. */
  private static final String PLUGINS = System.getProperty("chaos.cluster.plugins", "");

  /** After which a node that says nothing is gone for the others; Erlang's own is 60. */
  private static final int SILENT_SECONDS = Integer.getInteger("chaos.cluster.silent.seconds", 8);

  private static final int LIMIT_SECONDS = 120;

  /** One scheduler, that does not spin: the machine has others to serve. */
  private static final String MODEST =
      "+S 1:1 +sbwt none +sbwtdcpu none +sbwtdio none"
          + " -kernel inet_dist_use_interface {127,0,0,1}"
          + " -kernel net_ticktime "
          + SILENT_SECONDS;

  private final Path home;
  private final Map<String, String> environment;
  private final Process names;

  ClusterTools(Path home) {
    try {
      this.home = Files.createDirectories(home).toAbsolutePath();
      Path cookie = this.home.resolve(".erlang.cookie");
      var unused = Files.writeString(cookie, "CHAOS" + System.nanoTime());
      unused = Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
      Path nothing = Files.writeString(this.home.resolve("rabbitmq-env.conf"), "");
      String port = Integer.toString(freePort());
      this.environment =
          Map.of(
              "HOME",
              this.home.toString(),
              "ERL_EPMD_ADDRESS",
              "127.0.0.1",
              "ERL_EPMD_PORT",
              port,
              "RABBITMQ_CONF_ENV_FILE",
              nothing.toString());
      this.names = start(List.of("epmd", "-port", port), Map.of(), this.home.resolve("epmd.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The shell script of the server, whose child the server is. */
  Process server(Map<String, String> variables, Path output) throws IOException {
    Map<String, String> all = new HashMap<>(variables);
    all.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", MODEST);
    if (!PLUGINS.isEmpty()) {
      all.put("RABBITMQ_PLUGINS_DIR", PLUGINS);
    }
    return start(List.of(BIN.resolve("rabbitmq-server").toString()), all, output);
  }

  /** What the server enables at its start. */
  String plugins() {
    return PLUGINS.isEmpty() ? "[]." : "[rabbitmq_delayed_message_exchange].";
  }

  private Process start(List<String> command, Map<String, String> variables, Path output)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("RABBITMQ_"));
    builder.environment().putAll(environment);
    builder.environment().putAll(variables);
    return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile())).start();
  }

  /** What {@code rabbitmqctl} or one of its siblings says about a node. */
  String run(String tool, ClusterNode node, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of(BIN.resolve(tool).toString(), "--quiet", "-n", node.name()));
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile(home, tool, ".out");
      Process process = start(command, Map.of(), output);
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      String said = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    var unused = names.destroyForcibly();
  }
}
