package io.github.registrationmail.deployment;

import static io.github.registrationmail.deployment.Manifests.the;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The packaged {@code target/kubernetes/kubernetes.yml} against the application's configuration.
 */
class KubernetesIT {

  private static final String NAME = "registration-mail";

  private final List<HasMetadata> resources =
      Manifests.resources("target/kubernetes/kubernetes.yml");
  private final ShippedConfiguration settings = new ShippedConfiguration();
  private final Deployment deployment = the(Deployment.class, resources);
  private final Job job = the(Job.class, resources);
  private final Map<String, String> config = the(ConfigMap.class, resources).getData();
  private final PodSpec pod = deployment.getSpec().getTemplate().getSpec();
  private final Container service = pod.getContainers().get(0);

  KubernetesIT() throws IOException {}

  @Test
  void namesEverythingAfterTheApplication() {
    assertEquals(NAME, settings.text("quarkus.application.name"));
    assertEquals(
        Set.of(NAME, NAME + "-migration"),
        resources.stream().map(it -> it.getMetadata().getName()).collect(Collectors.toSet()));
    assertEquals(6, resources.size());
  }

  @Test
  void setsEachVariableOfTheConfigurationByConfigMapOrSecretAndNoOther() throws IOException {
    Set<String> set = new TreeSet<>(config.keySet());
    set.removeIf(KubernetesIT::isKeyOfTheConfiguration);
    for (String secret : secret().getStringData().keySet()) {
      assertTrue(set.add(secret), secret + " is in both");
    }
    assertEquals(ShippedConfiguration.variables(), set);
    Stream.of(service, initContainer(), migration()).forEach(KubernetesIT::assertTakesAllOfBoth);
  }

  /** By the name that every key has as a variable. */
  private static boolean isKeyOfTheConfiguration(String variable) {
    return variable.startsWith("REGISTRATION_") || variable.startsWith("QUARKUS_");
  }

  @Test
  void limitsWhatTheWorldMayDo() {
    assertEquals("60", config.get("REGISTRATION_RATE_LIMIT_PER_MINUTE"));
    assertEquals("true", config.get("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING"));
    assertFalse(config.get("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES").isBlank());
  }

  @Test
  void keepsUsersPasswordsAndSecretsInTheSecretAlone() throws IOException {
    assertEquals(
        ShippedConfiguration.variables().stream()
            .filter(name -> name.matches(".*(USERNAME|PASSWORD|SECRET|TOKENS)"))
            .collect(Collectors.toSet()),
        secret().getStringData().keySet());
  }

  @Test
  void listensWhereServiceProbesAndPolicyLook() {
    int http = settings.number("quarkus.http.port");
    int management = settings.number("quarkus.management.port");
    assertEquals(String.valueOf(http), config.get("HTTP_PORT"));
    assertEquals(String.valueOf(management), config.get("MANAGEMENT_PORT"));
    assertEquals(
        Map.of("http", http, "management", management),
        service.getPorts().stream()
            .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort)));
    assertEquals(
        Map.of("http", http),
        the(Service.class, resources).getSpec().getPorts().stream()
            .collect(Collectors.toMap(ServicePort::getName, it -> port(it.getTargetPort()))));
    probes()
        .values()
        .forEach(probe -> assertEquals(management, port(probe.getHttpGet().getPort())));
  }

  @Test
  void letsAnybodyInByHttpAndOnlyItsOwnPeopleToManagement() {
    Map<Set<Integer>, NetworkPolicyIngressRule> rules =
        policy().getSpec().getIngress().stream()
            .collect(Collectors.toMap(rule -> ports(rule.getPorts()), rule -> rule));
    assertEquals(
        Set.of(
            Set.of(settings.number("quarkus.http.port")),
            Set.of(settings.number("quarkus.management.port"))),
        rules.keySet());
    assertTrue(rules.get(Set.of(settings.number("quarkus.http.port"))).getFrom().isEmpty());
    assertFalse(rules.get(Set.of(settings.number("quarkus.management.port"))).getFrom().isEmpty());
  }

  @Test
  void mayReachWhatItIsConfiguredFor() {
    Set<Integer> open = new HashSet<>();
    policy().getSpec().getEgress().forEach(rule -> open.addAll(ports(rule.getPorts())));
    for (String name : List.of("RABBITMQ_PORT", "MYSQL_PORT", "SMTP_PORT")) {
      assertTrue(open.contains(Integer.valueOf(config.get(name))), name);
    }
    assertTrue(open.contains(53));
    assertEquals(settings.text("rabbitmq-port"), config.get("RABBITMQ_PORT"));
  }

  @Test
  void asksTheHealthEndpoints() {
    assertEquals(
        Map.of(
            "startup", "/q/health/started",
            "readiness", "/q/health/ready",
            "liveness", "/q/health/live"),
        probes().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, probe -> probe.getValue().getHttpGet().getPath())));
    Probe startup = service.getStartupProbe();
    assertTrue(startup.getPeriodSeconds() * startup.getFailureThreshold() >= 60);
  }

  @Test
  void terminatesLaterThanTheServiceDrains() {
    Duration needed =
        Duration.parse("PT" + environment(service).get("QUARKUS_SHUTDOWN_DELAY"))
            .plus(settings.duration("quarkus.shutdown.timeout"))
            .plus(settings.drain())
            .plusSeconds(10);
    assertTrue(pod.getTerminationGracePeriodSeconds() >= needed.toSeconds());
  }

  @Test
  void rollsWithoutFewerReplicasThanThereWere() {
    assertEquals(2, deployment.getSpec().getReplicas());
    var rolling = deployment.getSpec().getStrategy().getRollingUpdate();
    assertEquals("0%", rolling.getMaxUnavailable().getStrVal());
    assertTrue(rolling.getMaxSurge().getStrVal().endsWith("%"));
    Map<String, String> labels = deployment.getSpec().getTemplate().getMetadata().getLabels();
    assertSelects(labels, deployment.getSpec().getSelector().getMatchLabels());
    assertSelects(labels, the(Service.class, resources).getSpec().getSelector());
    assertSelects(
        labels, the(PodDisruptionBudget.class, resources).getSpec().getSelector().getMatchLabels());
  }

  @Test
  void migratesInTheJobOnlyAndWaitsForItInThePods() {
    assertEquals(Map.of("QUARKUS_INIT_AND_EXIT", "true"), environment(migration()));
    assertEquals("false", environment(service).get("QUARKUS_FLYWAY_MIGRATE_AT_START"));
    assertEquals(
        Map.of(
            "QUARKUS_INIT_AND_EXIT", "true",
            "QUARKUS_FLYWAY_MIGRATE_AT_START", "false",
            "QUARKUS_FLYWAY_VALIDATE_AT_START", "true"),
        environment(initContainer()));
    assertEquals(service.getImage(), migration().getImage());
    assertEquals(service.getImage(), initContainer().getImage());
    assertFalse(service.getImage().contains("@"));
  }

  @Test
  void runsUnprivilegedOnAReadOnlyFileSystem() {
    for (PodSpec spec : List.of(pod, job.getSpec().getTemplate().getSpec())) {
      assertTrue(spec.getSecurityContext().getRunAsNonRoot());
      assertEquals("RuntimeDefault", spec.getSecurityContext().getSeccompProfile().getType());
      assertFalse(spec.getAutomountServiceAccountToken());
      assertEquals(List.of("tmp"), spec.getVolumes().stream().map(Volume::getName).toList());
      assertEquals(
          "64Mi", spec.getVolumes().get(0).getEmptyDir().getSizeLimit().toString(), "size limit");
      Stream.concat(spec.getContainers().stream(), spec.getInitContainers().stream())
          .forEach(KubernetesIT::assertUnprivileged);
    }
  }

  private static void assertTakesAllOfBoth(Container container) {
    assertEquals(2, container.getEnvFrom().size());
    assertEquals(
        Set.of("ConfigMap " + NAME, "Secret " + NAME),
        container.getEnvFrom().stream()
            .map(
                it ->
                    it.getSecretRef() == null
                        ? "ConfigMap " + it.getConfigMapRef().getName()
                        : "Secret " + it.getSecretRef().getName())
            .collect(Collectors.toSet()));
  }

  private static void assertUnprivileged(Container container) {
    var context = container.getSecurityContext();
    assertTrue(context.getReadOnlyRootFilesystem());
    assertFalse(context.getAllowPrivilegeEscalation());
    assertEquals(List.of("ALL"), context.getCapabilities().getDrop());
    assertEquals("/tmp", container.getVolumeMounts().get(0).getMountPath());
    assertNotNull(container.getResources().getRequests().get("cpu"));
    assertNotNull(container.getResources().getLimits().get("memory"));
  }

  private static void assertSelects(Map<String, String> labels, Map<String, String> selector) {
    assertTrue(labels.entrySet().containsAll(selector.entrySet()), selector::toString);
    assertFalse(selector.containsKey("app.kubernetes.io/version"));
  }

  private Map<String, Probe> probes() {
    return Map.of(
        "startup", service.getStartupProbe(),
        "readiness", service.getReadinessProbe(),
        "liveness", service.getLivenessProbe());
  }

  private Container initContainer() {
    return pod.getInitContainers().get(0);
  }

  private Container migration() {
    return job.getSpec().getTemplate().getSpec().getContainers().get(0);
  }

  private NetworkPolicy policy() {
    return the(NetworkPolicy.class, resources);
  }

  private static Secret secret() throws IOException {
    return the(Secret.class, Manifests.resources("src/main/kubernetes/secret.example.yml"));
  }

  private static Map<String, String> environment(Container container) {
    return container.getEnv().stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }

  private static Set<Integer> ports(
      List<io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort> ports) {
    return ports.stream().map(it -> port(it.getPort())).collect(Collectors.toSet());
  }

  private static int port(IntOrString port) {
    return port.getIntVal();
  }
}
