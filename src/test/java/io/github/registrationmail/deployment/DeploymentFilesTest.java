package io.github.registrationmail.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that are deployed as they are, against the application's configuration. */
class DeploymentFilesTest {

  private static final String NAME = "registration-mail";
  private static final String KUBERNETES = "src/main/kubernetes/";

  private final ShippedConfiguration settings = new ShippedConfiguration();

  DeploymentFilesTest() throws IOException {}

  /** Without this the model would take any misspelt property for an extension. */
  @Test
  void areReadWithoutUnknownProperties(@TempDir Path folder) throws IOException {
    String manifest = Files.readString(Path.of(KUBERNETES + "kubernetes.yml"));
    Path misspelt = folder.resolve("kubernetes.yml");
    Files.writeString(
        misspelt, manifest.replace("readOnlyRootFilesystem", "readOnlyRootFileSystem"));
    assertFalse(Manifests.resources(KUBERNETES + "kubernetes.yml").isEmpty());
    assertThrows(
        UnrecognizedPropertyException.class, () -> Manifests.resources(misspelt.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"keda.yml", "monitoring.yml", "rabbitmq.yml", "mysql.yml", "ingress.yml"})
  void areResourcesWithApiVersionKindAndName(String file) throws IOException {
    List<JsonNode> documents = Manifests.documents(KUBERNETES + file);
    assertFalse(documents.isEmpty());
    for (JsonNode document : documents) {
      assertTrue(document.path("apiVersion").asText().contains("/"), file);
      assertFalse(document.path("kind").asText().isEmpty(), file);
      assertFalse(document.path("metadata").path("name").asText().isEmpty(), file);
      assertTrue(document.path("spec").isObject(), file);
    }
  }

  @Test
  void scaleOnTheQueueAndOnTheOldestUnsentMail() throws IOException {
    JsonNode scaled = kind("keda.yml", "ScaledObject");
    assertEquals(NAME, scaled.at("/scaleTargetRef/name").asText());
    assertEquals(
        settings.number("quarkus.kubernetes.replicas"), scaled.at("/minReplicaCount").asInt());
    assertEquals(
        settings.text("registration.broker.queue"),
        scaled.at("/triggers/0/metadata/queueName").asText());
    assertTrue(
        scaled
            .at("/triggers/1/metadata/query")
            .asText()
            .contains("registration_unsent_oldest_age_seconds"));
  }

  @Test
  void scrapeThePodsByTheirLabelAndPort() throws IOException {
    JsonNode monitor = kind("monitoring.yml", "PodMonitor");
    assertEquals(NAME, monitor.at("/selector/matchLabels").path("app.kubernetes.io/name").asText());
    assertEquals("management", monitor.at("/podMetricsEndpoints/0/port").asText());
    assertEquals("/q/metrics", monitor.at("/podMetricsEndpoints/0/path").asText());
  }

  @Test
  void giveEachAlertASeverityAndASummary() throws IOException {
    JsonNode rules = kind("monitoring.yml", "PrometheusRule").at("/groups/0/rules");
    assertTrue(rules.size() >= 5);
    for (JsonNode rule : rules) {
      assertTrue(rule.at("/alert").asText().startsWith("RegistrationMail"));
      assertFalse(rule.at("/expr").asText().isBlank());
      assertTrue(Set.of("warning", "critical").contains(rule.at("/labels/severity").asText()));
      assertFalse(rule.at("/annotations/summary").asText().isBlank());
    }
  }

  @Test
  void leadFromEachAlertToItsHeadingAndHaveNoOtherHeading() throws IOException {
    Set<String> headings = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("docs/operations.md"))) {
      if (line.startsWith("### RegistrationMail")) {
        headings.add(line.substring("### ".length()));
      }
    }
    Set<String> alerts = new TreeSet<>();
    for (JsonNode rule : kind("monitoring.yml", "PrometheusRule").at("/groups/0/rules")) {
      String alert = rule.at("/alert").asText();
      alerts.add(alert);
      String runbook = rule.at("/annotations/runbook_url").asText();
      assertTrue(runbook.endsWith("/operations.md#" + alert.toLowerCase(Locale.ROOT)), runbook);
    }
    assertEquals(alerts, headings);
  }

  @Test
  void giveEachPanelOfTheDashboardAPlaceOfItsOwnAndAQuery() throws IOException {
    JsonNode panels =
        new ObjectMapper().readTree(Path.of(KUBERNETES + "dashboard.json").toFile()).at("/panels");
    Set<Integer> ids = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (JsonNode panel : panels) {
      assertTrue(ids.add(panel.at("/id").asInt()));
      assertTrue(places.add(panel.at("/gridPos/x") + "," + panel.at("/gridPos/y")));
      assertTrue(panel.at("/gridPos/x").asInt() + panel.at("/gridPos/w").asInt() <= 24);
      assertFalse(panel.at("/targets/0/expr").asText().isBlank());
    }
  }

  @Test
  void composeSetsVariablesThatTheConfigurationReads() throws IOException {
    Set<String> known = ShippedConfiguration.variables();
    JsonNode service = Manifests.documents("compose.yml").get(0).at("/services/" + NAME);
    assertTrue(known.containsAll(names(service.at("/environment"))));
    for (JsonNode other : Manifests.documents("compose-devservices.yml").get(0).at("/services")) {
      other
          .at("/labels")
          .forEach(label -> assertTrue(ShippedConfiguration.reads(label.asText()), label.asText()));
    }
  }

  @Test
  void composePublishesBothPorts() throws IOException {
    JsonNode ports =
        Manifests.documents("compose.yml").get(0).at("/services/" + NAME).path("ports");
    for (String key : List.of("quarkus.http.port", "quarkus.management.port")) {
      String inside = ":" + settings.number(key);
      assertTrue(
          StreamSupport.stream(ports.spliterator(), false)
              .anyMatch(port -> port.asText().endsWith(inside)),
          inside);
    }
  }

  @Test
  void theManagementPortHasTheLimitsOfTheOther() {
    for (String key : List.of("idle-timeout", "limits.max-body-size")) {
      assertEquals(
          settings.text("quarkus.http." + key), settings.text("quarkus.management." + key));
    }
  }

  @Test
  void composeMountsTheFolderOfTheTemplates() throws IOException {
    JsonNode service = Manifests.documents("compose.yml").get(0).at("/services/" + NAME);
    String folder = service.at("/environment/TEMPLATES_DIRECTORY").asText();
    assertTrue(service.at("/volumes/0").asText().endsWith(":" + folder + ":ro"), folder);
  }

  @Test
  void composeStopsLaterThanTheServiceDrains() throws IOException {
    JsonNode service = Manifests.documents("compose.yml").get(0).at("/services/" + NAME);
    int seconds = Integer.parseInt(service.at("/stop_grace_period").asText().replace("s", ""));
    assertTrue(
        seconds > settings.duration("quarkus.shutdown.timeout").plus(settings.drain()).toSeconds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "jvm-aot", "native", "native-distroless"})
  void imagesRunAsAUserByNumberAndWithoutShell(String image) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("src/main/docker/Dockerfile." + image));
    assertTrue(lines.stream().anyMatch(line -> line.matches("USER [1-9][0-9]+")));
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("ENTRYPOINT [")));
    assertTrue(lines.stream().noneMatch(line -> line.startsWith("RUN ")));
    assertTrue(
        lines.contains(
            "EXPOSE %d %d"
                .formatted(
                    settings.number("quarkus.http.port"),
                    settings.number("quarkus.management.port"))));
    assertTrue(lines.stream().noneMatch(line -> line.contains("--chown")), "files are root's");
  }

  /** A process that has no memory left is replaced, not left with the threads that did not ask. */
  @ParameterizedTest
  @ValueSource(strings = {"jvm", "jvm-aot", "native", "native-distroless"})
  void imagesEndWhereThereIsNoMemory(String image) throws IOException {
    assertTrue(entrypoint(image).contains("-XX:+ExitOnOutOfMemoryError"));
  }

  /** The images that Jib makes are those of the Dockerfiles. */
  @ParameterizedTest
  @CsvSource({"jvm, JDK_IMAGE", "native, MICRO_IMAGE"})
  void imagesAreTheSameWithoutDocker(String image, String base) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("src/main/docker/Dockerfile." + image));
    assertTrue(
        lines.contains(
            "ARG " + base + "=" + settings.text("quarkus.jib.base-" + image + "-image")));
    assertTrue(lines.contains("USER " + settings.text("quarkus.jib.user")));
    assertTrue(lines.contains("EXPOSE " + settings.text("quarkus.jib.ports").replace(',', ' ')));
    assertEquals(
        entrypoint(image),
        List.of(settings.text("quarkus.jib." + image + "-entrypoint").split(",")));
  }

  /** What is ahead of time must not be another service. */
  @Test
  void theImageWithACacheStartsTheServiceAsTheOtherOfTheJvmDoes() throws IOException {
    List<String> entrypoint = new ArrayList<>(entrypoint("jvm-aot"));
    assertTrue(
        entrypoint.removeAll(
            List.of(
                "-XX:+UseCompactObjectHeaders",
                "-XX:AOTCache=registration-mail.aot",
                "--sun-misc-unsafe-memory-access=allow")));
    Collections.replaceAll(entrypoint, "/deployments/jre/bin/java", "java");
    Collections.replaceAll(entrypoint, "registration-mail.jar", "quarkus-run.jar");
    assertEquals(entrypoint("jvm"), entrypoint);
  }

  static List<String> entrypoint(String image) throws IOException {
    String file = Files.readString(Path.of("src/main/docker/Dockerfile." + image));
    String list = file.substring(file.indexOf("ENTRYPOINT [") + "ENTRYPOINT ".length());
    return new ObjectMapper()
        .readerForListOf(String.class)
        .readValue(list.replace("\\\n", "").replaceAll("(?s)].*", "]"));
  }

  @Test
  void letTheWorldRegisterAndNothingElse() throws IOException {
    JsonNode route = kind("ingress.yml", "HTTPRoute").at("/rules");
    assertEquals(1, route.size());
    assertEquals(1, route.at("/0/matches").size());
    assertEquals("POST", route.at("/0/matches/0/method").asText());
    assertEquals("Exact", route.at("/0/matches/0/path/type").asText());
    assertEquals("/registrations", route.at("/0/matches/0/path/value").asText());
    JsonNode ingress = kind("ingress.yml", "Ingress").at("/rules");
    assertEquals(1, ingress.size());
    assertEquals(1, ingress.at("/0/http/paths").size());
    assertEquals("Exact", ingress.at("/0/http/paths/0/pathType").asText());
    assertEquals("/registrations", ingress.at("/0/http/paths/0/path").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"compose.yml", "compose-devservices.yml"})
  void composeIsReachedFromThisMachineOnly(String file) throws IOException {
    for (JsonNode service : Manifests.documents(file).get(0).at("/services")) {
      service
          .path("ports")
          .forEach(port -> assertTrue(port.asText().startsWith("127.0.0.1:"), port.asText()));
    }
  }

  @Test
  void theBrokerTakesNoLargeMessage() throws IOException {
    String limit = "max_message_size = 65536";
    assertTrue(Files.readString(Path.of("src/main/docker/rabbitmq.conf")).contains(limit));
    assertTrue(
        kind("rabbitmq.yml", "RabbitmqCluster")
            .at("/rabbitmq/additionalConfig")
            .asText()
            .contains(limit));
  }

  @Test
  void theServiceMayUseOnTheBrokerWhatIsItsOwn() throws IOException {
    JsonNode permissions = kind("rabbitmq.yml", "Permission").at("/permissions");
    for (String right : List.of("configure", "write", "read")) {
      String pattern = permissions.path(right).asText();
      for (String key : List.of("delayed-exchange", "steps-exchange", "queue")) {
        assertTrue(settings.text("registration.broker." + key).matches(pattern), right + key);
      }
      assertTrue("user.registered.mail.wait.3000".matches(pattern), right);
      assertTrue("user.dead".matches(pattern), right);
      assertFalse("somebody.elses".matches(pattern), right);
    }
  }

  @Test
  void eachQueueHasOnePolicyBecauseABrokerAppliesNoMore() throws IOException {
    String queue = settings.text("registration.broker.queue");
    for (String name : List.of(queue, queue + ".dead")) {
      List<String> policies =
          Manifests.documents(KUBERNETES + "rabbitmq.yml").stream()
              .filter(document -> document.path("kind").asText().equals("Policy"))
              .filter(policy -> name.matches(policy.at("/spec/pattern").asText()))
              .map(policy -> policy.at("/spec/definition").toString())
              .toList();
      assertEquals(1, policies.size(), name);
      assertTrue(policies.get(0).contains("delivery-limit"), name);
    }
  }

  private static JsonNode kind(String file, String kind) throws IOException {
    return Manifests.documents(KUBERNETES + file).stream()
        .filter(document -> document.path("kind").asText().equals(kind))
        .map(document -> document.path("spec"))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
