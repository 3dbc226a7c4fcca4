package io.github.registrationmail.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image of the JVM as Jib builds and pushes it, without Docker: on a copy of the project, and
 * on an empty image instead of the real one, which only a network has.
 */
@DisabledIfSystemProperty(
    named = "quarkus.native.enabled",
    matches = "true",
    disabledReason = "it would compile the executable once more")
class ImageIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MINUTES = 5;

  @TempDir Path project;

  @Test
  void isPushedWithoutDockerAndIsThatOfTheDockerfile() throws Exception {
    try (ImageRegistry registry = new ImageRegistry()) {
      push(registry.address());
      JsonNode manifest = JSON.readTree(registry.manifest("team/mail", "7").orElseThrow());
      JsonNode image = JSON.readTree(registry.blob(manifest.at("/config/digest").asText()));
      JsonNode config = image.path("config");
      assertEquals("1001", config.path("User").asText());
      assertEquals("/deployments", config.path("WorkingDir").asText());
      assertTrue(config.path("ExposedPorts").has("8080/tcp"));
      assertTrue(config.path("ExposedPorts").has("9000/tcp"));
      assertEquals(
          DeploymentFilesTest.entrypoint("jvm"),
          JSON.convertValue(config.path("Entrypoint"), List.class));
      assertFiles(registry, manifest);
    }
  }

  private static void assertFiles(ImageRegistry registry, JsonNode manifest) throws IOException {
    StringBuilder files = new StringBuilder();
    for (JsonNode layer : manifest.path("layers")) {
      byte[] packed = registry.blob(layer.path("digest").asText());
      try (var tar = new GZIPInputStream(new ByteArrayInputStream(packed))) {
        files.append(new String(tar.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    String names = files.toString();
    assertTrue(names.contains("deployments/quarkus-run.jar"));
    assertTrue(names.contains("deployments/app/registration-mail-"));
    assertTrue(names.contains("vertx-core"));
    assertFalse(names.contains("qpid-broker"));
  }

  private void push(String registry) throws Exception {
    for (String part : List.of("pom.xml", "src", ".mvn")) {
      Files.createSymbolicLink(project.resolve(part), Path.of(part).toAbsolutePath());
    }
    Path log = Path.of("target/image.log").toAbsolutePath();
    Process maven =
        new ProcessBuilder(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "-B",
                "-ntp",
                "package",
                "-Dmaven.test.skip=true",
                "-Dimage=" + registry + "/team/mail:7",
                "-Dquarkus.container-image.push=true",
                "-Dquarkus.container-image.insecure=true",
                "-Dquarkus.jib.base-jvm-image=" + registry + "/base:1")
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertTrue(maven.waitFor(MINUTES, TimeUnit.MINUTES), "it takes too long");
      assertEquals(0, maven.exitValue(), () -> read(log));
    } finally {
      maven.destroyForcibly();
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
