package io.github.registrationmail.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.StackPorts;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.ServiceProcess;
import jakarta.annotation.Nullable;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The clients that openapi-generator makes of the service's own document, in Java and TypeScript:
 * they compile, and say and hear what they should of the packaged service. Needs the profile {@code
 * client}, which generates them, and npm.
 */
class GeneratedClientRun {

  private static final String TOKEN = "0123456789abcdef";
  private static final String PASSWORD = "operator-of-the-run";
  private static final Path CLIENTS = Path.of("target", "client");
  private static final Path SMOKE = Path.of("src", "test", "client").toAbsolutePath();

  /** What the client in Java needs. */
  private static final List<Class<?>> LIBRARIES =
      List.of(
          ObjectMapper.class,
          JsonFactory.class,
          JsonProperty.class,
          JavaTimeModule.class,
          Nullable.class);

  private static EmbeddedStack stack;
  private static ServiceProcess service;

  @BeforeAll
  static void start() {
    stack = new EmbeddedStack().start(StackPorts.FREE);
    Map<String, String> settings = new HashMap<>(stack.environment());
    settings.put("REGISTRATION_TOKENS", TOKEN);
    settings.put("OPERATOR_PASSWORD", PASSWORD);
    service = ServiceProcess.startDelivering(settings);
  }

  @AfterAll
  static void stop() {
    service.close();
    stack.close();
  }

  @Test
  void worksInJava() throws Exception {
    Path classes = Files.createDirectories(CLIENTS.resolve("classes"));
    String libraries =
        LIBRARIES.stream()
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "-d", classes.toString(), "-cp", libraries));
    arguments.add(SMOKE.resolve("Smoke.java").toString());
    try (Stream<Path> sources = Files.walk(CLIENTS.resolve("java/src/main/java"))) {
      sources.map(Path::toString).filter(path -> path.endsWith(".java")).forEach(arguments::add);
    }
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new)));

    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    run(
        Path.of("."),
        List.of(
            java,
            "-cp",
            classes + File.pathSeparator + libraries,
            "Smoke",
            service.uri("").toString(),
            TOKEN,
            PASSWORD,
            Api.address("ok"),
            Api.address("ok")));
  }

  @Test
  void worksInTypeScript() throws Exception {
    Path client = CLIENTS.resolve("typescript");
    run(client, List.of("npm", "install", "--no-audit", "--no-fund"));
    run(
        client,
        List.of(
            "node",
            SMOKE.resolve("smoke.mjs").toString(),
            service.uri("").toString(),
            TOKEN,
            PASSWORD,
            Api.address("ok")));
  }

  private static void run(Path directory, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor() == 0, output);
  }
}
