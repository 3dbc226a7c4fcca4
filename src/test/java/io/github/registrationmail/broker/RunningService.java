package io.github.registrationmail.broker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.stack.EmbeddedSmtp;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.ServiceProcess;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The packaged service with its times scaled down, and the mail server it sends to. */
final class RunningService implements AutoCloseable {

  static final Duration FIRST_DELAY = Duration.ofMillis(200);

  /** Every delay that its retry policy can choose. */
  static final List<Duration> STEPS =
      Stream.iterate(FIRST_DELAY, step -> step.multipliedBy(2)).limit(6).toList();

  private static final Map<String, String> SCALED =
      Map.of(
          "REGISTRATION_RETRY_FIRST_DELAY", FIRST_DELAY.toMillis() + "ms",
          "REGISTRATION_RETRY_GREYLIST_DELAY", STEPS.get(STEPS.size() - 1).toMillis() + "ms",
          "REGISTRATION_PUBLISH_DEADLINE", "2s",
          "REGISTRATION_SWEEP_EVERY", "1s",
          "REGISTRATION_SWEEP_GRACE", "3s",
          "QUARKUS_LOG_CATEGORY__IO_GITHUB_REGISTRATIONMAIL__LEVEL", "DEBUG",
          "QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false",
          "QUARKUS_SHUTDOWN_DELAY", "0s",
          "SMTP_STARTTLS", "DISABLED");

  private final EmbeddedSmtp smtp;
  private final ServiceProcess process;

  private RunningService(EmbeddedSmtp smtp, ServiceProcess process) {
    this.smtp = smtp;
    this.process = process;
  }

  /** Starts it and waits until it takes registrations. */
  @SafeVarargs
  static RunningService start(EmbeddedSmtp smtp, Map<String, String>... settings) {
    return new RunningService(smtp, ServiceProcess.start(environment(smtp, settings)));
  }

  /** What the packaged service gets: the scaled times, the mail server and these settings. */
  @SafeVarargs
  static Map<String, String> environment(EmbeddedSmtp smtp, Map<String, String>... settings) {
    Map<String, String> environment = new HashMap<>(SCALED);
    environment.put("SMTP_HOST", "127.0.0.1");
    environment.put("SMTP_PORT", Integer.toString(smtp.port()));
    for (Map<String, String> some : settings) {
      environment.putAll(some);
    }
    return environment;
  }

  /** Registers an address that steers the mail server by its prefix. */
  String register(String prefix) {
    String email = Api.address(prefix);
    try {
      assertEquals(201, process.register(email));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return email;
  }

  /** The same; which registration it is. */
  long registerForId(String prefix) {
    return RestAssured.given()
        .contentType("application/json")
        .body(Map.of("email", Api.address(prefix), "name", "Ada"))
        .post(process.uri("/registrations"))
        .then()
        .statusCode(201)
        .extract()
        .jsonPath()
        .getLong("id");
  }

  void awaitReceived(String email) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertEquals(1, smtp.received(email).size(), this::output));
  }

  /** Registers one more and waits for its mail. */
  void assertSends() {
    awaitReceived(register("ok"));
  }

  void awaitDelivery(int status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertEquals(status, status("/q/health/group/delivery")));
  }

  int status(String path) {
    return RestAssured.get(process.uri(path)).statusCode();
  }

  /** The sum of its series, but for those that have no value now. */
  double metric(String name) {
    return RestAssured.get(process.uri("/q/metrics"))
        .asString()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .filter(value -> !Double.isNaN(value))
        .sum();
  }

  String output() {
    return process.output();
  }

  long linesWith(String text) {
    return output().lines().filter(line -> line.contains(text)).count();
  }

  void awaitOutput(String text) {
    await().atMost(Duration.ofSeconds(30)).until(() -> output().contains(text));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.close();
  }
}
