package io.github.registrationmail.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.StackPorts;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.ServiceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * One packaged service, with the heap that it has in its container, that all attacks are made on.
 */
final class Victim implements CloseableResource, AutoCloseable {

  static final String PASSWORD = "three blind mice";

  /** As {@code Dockerfile.jvm} starts it, in a container of 512 MiB. */
  private static final List<String> JVM =
      List.of(
          "-XX:MaxRAM=512m",
          "-XX:MaxRAMPercentage=50",
          "-XX:+UseSerialGC",
          "-XX:NewSize=64m",
          "-XX:+ExitOnOutOfMemoryError");

  /** Where Quarkus would keep the files that somebody uploads. */
  static final Path UPLOADS = Path.of("target/uploads-" + ProcessHandle.current().pid());

  private final EmbeddedStack stack = new EmbeddedStack().start(StackPorts.FREE);
  private final UnendingMailServer mailServer = new UnendingMailServer(stack.smtp().port());
  private final ServiceProcess service;

  Victim() {
    service = ServiceProcess.launch(command(), environment());
    service.awaitDelivering();
  }

  private static List<String> command() {
    return Boolean.getBoolean("quarkus.native.enabled")
        ? List.of(
            System.getProperty("native.image.path"),
            "-XX:MaxRAM=512m",
            "-XX:MaximumHeapSizePercent=50",
            "-XX:MaxNewSize=32m",
            "-XX:+ExitOnOutOfMemoryError")
        : ServiceProcess.jar(JVM);
  }

  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("OPERATOR_PASSWORD", PASSWORD);
    environment.put("QUARKUS_MANAGEMENT_BODY_UPLOADS_DIRECTORY", UPLOADS.toString());
    environment.put("REGISTRATION_REVEAL_DUPLICATES", "false");
    environment.put("REGISTRATION_RETRY_FIRST_DELAY", "100ms");
    environment.put("SMTP_PORT", Integer.toString(mailServer.port()));
    return environment;
  }

  URI uri(String path) {
    return service.uri(path);
  }

  /** Where strangers come in, whatever the path is. */
  URI publicUri(String path) {
    return service.publicUri(path);
  }

  UnendingMailServer mailServer() {
    return mailServer;
  }

  /** What it has printed since it had printed so much. */
  List<String> linesAfter(int characters) {
    return service.output().substring(characters).lines().toList();
  }

  /** Those of them that ask for somebody's attention; of mails there may be others. */
  List<String> complaintsAfter(int characters) {
    return linesAfter(characters).stream()
        .filter(line -> !line.contains("\"level\":\"INFO\""))
        .filter(line -> !line.contains("registrationmail.mail."))
        .filter(line -> !line.contains("registrationmail.smtp."))
        .toList();
  }

  /** How much it has printed. */
  int printed() {
    return service.output().length();
  }

  /** A scrape, which may take its time. */
  String metrics() throws IOException {
    HttpURLConnection scrape = (HttpURLConnection) uri("/q/metrics").toURL().openConnection();
    scrape.setRequestProperty("Accept", "text/plain");
    scrape.setReadTimeout(Math.toIntExact(Duration.ofSeconds(30).toMillis()));
    try (InputStream in = scrape.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** It is the same process, and does what it is there for. */
  void assertUnharmed() throws IOException {
    assertTrue(service.isAlive(), "the service has ended");
    assertEquals(200, service.status("/q/health/ready"));
    assertEquals(202, service.register(Api.address("ok")));
    assertFalse(service.output().contains("OutOfMemoryError"), "out of memory");
  }

  @Override
  public void close() {
    service.close();
    mailServer.close();
    stack.close();
  }
}
