package io.github.registrationmail.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Helm itself makes of the packaged chart. */
class HelmChartIT {

  private static final Path CHART = Path.of("target/helm/kubernetes/registration-mail");
  private static final String CHECKSUM = "checksum/settings";
  private static final String ANNOTATIONS = "/spec/template/metadata/annotations";
  private static final String POD = "/spec/template/spec";
  private static final String CONTAINER = POD + "/containers/0";

  @TempDir Path folder;

  @Test
  void isAChartThatHelmFindsNoFaultWith() {
    LintResult lint = new Helm(CHART).lint().call();
    assertFalse(lint.isFailed(), () -> String.join("\n", lint.getMessages()));
  }

  /** So that what is tested of them holds for the chart too. */
  @Test
  void isByItselfWhatTheManifestsAre() throws IOException {
    Map<String, JsonNode> manifests =
        byKind(Manifests.documents("target/kubernetes/kubernetes.yml"));
    Map<String, JsonNode> chart = template(it -> it);
    ObjectNode annotations = (ObjectNode) chart.get("Deployment").at(ANNOTATIONS);
    assertEquals(64, annotations.remove(CHECKSUM).asText().length());
    ObjectNode job = (ObjectNode) chart.get("Job").path("metadata");
    assertEquals("registration-mail-migration-1", job.path("name").asText());
    job.put("name", "registration-mail-migration");
    assertEquals(manifests.keySet(), chart.keySet());
    manifests.forEach((kind, manifest) -> assertEquals(manifest, chart.get(kind), kind));
  }

  @Test
  void runsOneImageEverywhere() throws IOException {
    Map<String, JsonNode> chart = template(it -> it.set("app.image", "example.org/other:2"));
    for (String place : List.of(CONTAINER, POD + "/initContainers/0")) {
      assertEquals("example.org/other:2", chart.get("Deployment").at(place + "/image").asText());
    }
    assertEquals("example.org/other:2", chart.get("Job").at(CONTAINER + "/image").asText());
  }

  @Test
  void takesAnySettingAndRestartsThePodsForIt() throws IOException {
    Map<String, JsonNode> chart =
        template(
            it ->
                it.set("app.settings.SMTP_HOST", "mx.example.org")
                    .set("app.settings.REGISTRATION_RETRY_FIRST_DELAY", "5s"));
    JsonNode settings = chart.get("ConfigMap").path("data");
    assertEquals("mx.example.org", settings.path("SMTP_HOST").asText());
    assertEquals("5s", settings.path("REGISTRATION_RETRY_FIRST_DELAY").asText());
    assertEquals("9000", settings.path("MANAGEMENT_PORT").asText());
    assertNotEquals(checksum(template(it -> it)), checksum(chart));
  }

  private static String checksum(Map<String, JsonNode> chart) {
    return chart.get("Deployment").at(ANNOTATIONS).path(CHECKSUM).asText();
  }

  @Test
  void readsTheSecretThatIsNamed() throws IOException {
    Map<String, JsonNode> chart = template(it -> it.set("app.secret", "mine"));
    for (String place : List.of(CONTAINER, POD + "/initContainers/0")) {
      assertTrue(secrets(chart.get("Deployment").at(place)).contains("mine"), place);
    }
    assertTrue(secrets(chart.get("Job").at(CONTAINER)).contains("mine"));
  }

  private static List<String> secrets(JsonNode container) {
    return container.path("envFrom").findValues("secretRef").stream()
        .map(reference -> reference.path("name").asText())
        .toList();
  }

  @Test
  void mountsPlacesAndSizesAsItIsTold() throws IOException {
    Path values = folder.resolve("values.yaml");
    Files.writeString(
        values,
        """
        app:
          replicas: 5
          resources:
            limits: {memory: 1Gi}
          volumes:
            - {name: tmp, emptyDir: {}}
            - {name: mails, configMap: {name: registration-mail-templates}}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
            - {name: mails, mountPath: /mails, readOnly: true}
          nodeSelector: {disk: fast}
          tolerations:
            - {key: mail, operator: Exists}
          imagePullSecrets:
            - {name: registry}
          terminationGracePeriodSeconds: 90
          serviceType: NodePort
        """);
    Map<String, JsonNode> chart = template(it -> it.withValuesFile(values));
    JsonNode deployment = chart.get("Deployment");
    assertEquals(5, deployment.at("/spec/replicas").asInt());
    assertEquals("1Gi", deployment.at(CONTAINER + "/resources/limits/memory").asText());
    assertEquals("100m", deployment.at(CONTAINER + "/resources/requests/cpu").asText());
    assertEquals("mails", deployment.at(POD + "/volumes/1/name").asText());
    assertEquals("/mails", deployment.at(CONTAINER + "/volumeMounts/1/mountPath").asText());
    assertEquals("fast", deployment.at(POD + "/nodeSelector/disk").asText());
    assertEquals("mail", deployment.at(POD + "/tolerations/0/key").asText());
    assertEquals("registry", deployment.at(POD + "/imagePullSecrets/0/name").asText());
    assertEquals(90, deployment.at(POD + "/terminationGracePeriodSeconds").asInt());
    assertEquals("NodePort", chart.get("Service").at("/spec/type").asText());
  }

  @Test
  void leavesOutWhatIsNotWanted() throws IOException {
    Map<String, JsonNode> chart =
        template(
            it ->
                it.set("app.networkPolicy.enabled", false)
                    .set("app.podDisruptionBudget.enabled", false)
                    .set("app.migration.enabled", false));
    assertEquals(Set.of("ConfigMap", "Deployment", "Service"), chart.keySet());
  }

  @Test
  void letsTheWorldRegisterAndNothingElseIfItIsAskedTo() throws IOException {
    Map<String, JsonNode> chart =
        template(
            it ->
                it.set("app.ingress.enabled", true)
                    .set("app.ingress.host", "sign-up.example.org")
                    .set("app.ingress.className", "traefik"));
    JsonNode ingress = chart.get("Ingress").path("spec");
    assertEquals("traefik", ingress.path("ingressClassName").asText());
    assertEquals("sign-up.example.org", ingress.at("/rules/0/host").asText());
    assertEquals("sign-up.example.org", ingress.at("/tls/0/hosts/0").asText());
    assertEquals(1, ingress.at("/rules/0/http/paths").size());
    assertEquals("Exact", ingress.at("/rules/0/http/paths/0/pathType").asText());
    assertEquals("/registrations", ingress.at("/rules/0/http/paths/0/path").asText());
  }

  @Test
  void watchesWithTheAlertsOfTheManifests() throws IOException {
    Map<String, JsonNode> chart =
        template(
            it ->
                it.set("app.monitoring.enabled", true)
                    .set("app.monitoring.runbooks", "https://wiki.example.org/mail"));
    Map<String, JsonNode> monitoring =
        byKind(Manifests.documents("src/main/kubernetes/monitoring.yml"));
    assertEquals(monitoring.get("PodMonitor"), chart.get("PodMonitor"));
    String rules = chart.get("PrometheusRule").toString();
    assertEquals(
        monitoring
            .get("PrometheusRule")
            .toString()
            .replace(
                "https://runbooks.example.org/registration-mail", "https://wiki.example.org/mail"),
        rules);
    assertTrue(rules.contains("{{ $labels.pod }}"), "for Prometheus, not for Helm");
  }

  @Test
  void leavesTheNumberOfPodsToKeda() throws IOException {
    Map<String, JsonNode> chart =
        template(it -> it.set("app.keda.enabled", true).set("app.keda.maxReplicas", 20));
    assertTrue(chart.get("Deployment").at("/spec/replicas").isNull());
    JsonNode scaled = chart.get("ScaledObject").path("spec");
    assertEquals(2, scaled.path("minReplicaCount").asInt());
    assertEquals(20, scaled.path("maxReplicaCount").asInt());
  }

  private Map<String, JsonNode> template(UnaryOperator<TemplateCommand> values) throws IOException {
    String manifests = values.apply(new Helm(CHART).template().withName("mail")).call();
    Path file = Files.writeString(folder.resolve("template.yml"), manifests);
    return byKind(Manifests.documents(file.toString()));
  }

  /** There is one of each. */
  private static Map<String, JsonNode> byKind(List<JsonNode> documents) {
    Map<String, JsonNode> resources = new TreeMap<>();
    for (JsonNode document : documents) {
      if (document.isObject()) {
        JsonNode other = resources.put(document.path("kind").asText(), document);
        assertNull(other, () -> "a second one of " + document.path("kind"));
      }
    }
    return resources;
  }
}
