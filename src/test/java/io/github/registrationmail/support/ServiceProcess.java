package io.github.registrationmail.support;

import static org.awaitility.Awaitility.await;

import io.github.registrationmail.stack.StackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packaged service, the jar or with {@code -Dnative} the executable, as a process of its own,
 * to be killed and started again.
 */
public final class ServiceProcess implements AutoCloseable {

  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** Of a start that is measured, or slowed down by what is recorded of it. */
  private static final Duration FIRST_LIMIT = Duration.ofMinutes(2);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Process process;
  private final int port;
  private final int managementPort;
  private final Path log;

  private ServiceProcess(Process process, int port, int managementPort, Path log) {
    this.process = process;
    this.port = port;
    this.managementPort = managementPort;
    this.log = log;
  }

  /** Starts it with this environment, else on free ports; returns at once. */
  public static ServiceProcess launch(Map<String, String> environment) {
    return launch(packaged(), environment);
  }

  /** The same with a command of one's own. */
  public static ServiceProcess launch(List<String> command, Map<String, String> environment) {
    return launch(command, Path.of(""), environment);
  }

  /** The same in another directory. */
  public static ServiceProcess launch(
      List<String> command, Path directory, Map<String, String> environment) {
    try {
      int port = StackPorts.free();
      int managementPort = StackPorts.free();
      Path log =
          Files.createTempFile(
              Files.createDirectories(Path.of("target/services")), "service-", ".log");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.directory(directory.toAbsolutePath().toFile());
      builder.environment().keySet().removeIf(ServiceProcess::isOurs);
      builder.environment().put("HTTP_PORT", Integer.toString(port));
      builder.environment().put("MANAGEMENT_PORT", Integer.toString(managementPort));
      builder.environment().putAll(environment);
      Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      return new ServiceProcess(process, port, managementPort, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it with this environment and waits until it can take registrations. */
  public static ServiceProcess start(Map<String, String> environment) {
    ServiceProcess service = launch(environment);
    service.awaitUp("/q/health/ready");
    return service;
  }

  /** Starts it with this environment and waits until it also delivers: all of it is connected. */
  public static ServiceProcess startDelivering(Map<String, String> environment) {
    ServiceProcess service = launch(environment);
    service.awaitDelivering();
    return service;
  }

  /** The command that runs the packaged jar with these options of the JVM. */
  public static List<String> jar(List<String> options) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = JAR.toAbsolutePath().toString();
    return Stream.of(List.of(java), options, List.of("-jar", jar)).flatMap(List::stream).toList();
  }

  private static List<String> packaged() {
    return Boolean.getBoolean("quarkus.native.enabled")
        ? List.of(System.getProperty("native.image.path"), "-Xmx192m")
        : jar(List.of("-Xmx192m", "-XX:TieredStopAtLevel=1"));
  }

  private static boolean isOurs(String variable) {
    return variable.matches(
        "(RABBITMQ|MYSQL|SMTP|MAIL|OPERATOR|REGISTRATION|QUARKUS|HTTP_PORT|MANAGEMENT_PORT).*");
  }

  /** What begins with {@code /q/} is on the management port. */
  public URI uri(String path) {
    return onPort(path.startsWith("/q/") ? managementPort : port, path);
  }

  /** Where strangers come in, whatever the path is. */
  public URI publicUri(String path) {
    return onPort(port, path);
  }

  private static URI onPort(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public long pid() {
    return process.pid();
  }

  /** What it has printed so far. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL, and waits for the end. */
  public void kill() {
    awaitExit(process.destroyForcibly());
  }

  /** SIGTERM, and waits for the end; its exit code. */
  public int terminate() {
    askToEnd();
    return exitCode();
  }

  /** SIGTERM; returns at once. */
  public void askToEnd() {
    process.destroy();
  }

  /** Waits for the end; its exit code. */
  public int exitCode() {
    awaitExit(process);
    return process.exitValue();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  private static void awaitExit(Process process) {
    try {
      if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the service does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Waits until it can take registrations.
   *
   * @throws IllegalStateException if it has ended instead
   */
  public void awaitReady() {
    awaitUp("/q/health/ready");
  }

  /** The same, and that it also delivers: all of it is connected. */
  public void awaitDelivering() {
    awaitUp("/q/health/group/delivery");
  }

  /**
   * Registers this address, as soon as it can: asks every few milliseconds, for whoever measures
   * the start.
   *
   * @throws IllegalStateException if it has ended instead
   */
  public void awaitRegistered(String email) {
    await()
        .atMost(FIRST_LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> !process.isAlive() || isRegistered(email));
    assertAlive();
  }

  /** Nobody listens until it is up. */
  private boolean isRegistered(String email) {
    try {
      return register(email) == 201;
    } catch (IOException e) {
      return false;
    }
  }

  private void awaitUp(String health) {
    await()
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !process.isAlive() || isUp(health));
    assertAlive();
  }

  private void assertAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the service ended:\n" + output());
    }
  }

  private boolean isUp(String health) {
    try {
      return status(health) == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Status of a GET. */
  public int status(String path) throws IOException {
    return send(HttpRequest.newBuilder(uri(path)).build()).statusCode();
  }

  /** The same with this {@code Authorization}. */
  public int status(String path, String authorization) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path)).header("Authorization", authorization).build();
    return send(request).statusCode();
  }

  /** Registers an address; the HTTP status. */
  public int register(String email) throws IOException {
    return register(email, "Ada");
  }

  /** The same with a name. */
  public int register(String email, String name) throws IOException {
    String body = "{\"email\":\"%s\",\"name\":\"%s\"}".formatted(email, name);
    return send(HttpRequest.newBuilder(uri("/registrations"))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(10))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build())
        .statusCode();
  }

  private static HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
