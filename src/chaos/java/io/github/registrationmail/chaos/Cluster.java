package io.github.registrationmail.chaos;

import static org.awaitility.Awaitility.await;

import io.github.registrationmail.support.Environment;
import io.github.registrationmail.support.Pause;
import io.github.registrationmail.support.RunBroker;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A cluster of the installed RabbitMQ on this machine, begun for one run and gone after it.
 * Whatever happens to a node, each method returns when all nodes serve all queues again.
 */
final class Cluster implements RunBroker {

  private static final String STRATEGY = "REGISTRATION_DELAY_STRATEGY";
  private static final Duration WHOLE_LIMIT = Duration.ofMinutes(3);

  private final ClusterTools tools;
  private final List<ClusterNode> nodes;

  Cluster(int size) {
    Path home = Path.of("target", "cluster-" + System.currentTimeMillis());
    tools = new ClusterTools(home);
    nodes = IntStream.rangeClosed(1, size).mapToObj(number -> node(home, number)).toList();
    // also when the run is broken off
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    nodes.forEach(node -> node.launch(configuration()));
    nodes.forEach(ClusterNode::awaitUp);
  }

  /** The one that needs no plugin, unless another is set. */
  static String strategy() {
    return Environment.get(STRATEGY, "ttl-queues");
  }

  private ClusterNode node(Path home, int number) {
    try {
      String name = "chaos" + number;
      Path directory = home.resolve(name).toAbsolutePath();
      return new ClusterNode(tools, name + "@localhost", directory, ClusterTools.freePort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String configuration() {
    return IntStream.range(0, nodes.size())
        .mapToObj(
            i ->
                "cluster_formation.classic_config.nodes.%d = %s%n"
                    .formatted(i + 1, nodes.get(i).name()))
        .collect(
            Collectors.joining(
                "",
                """
                cluster_formation.peer_discovery_backend = classic_config
                cluster_partition_handling = pause_minority
                disk_free_limit.absolute = 50MB
                """,
                ""));
  }

  @Override
  public String describe() {
    String version = tools.run("rabbitmqctl", nodes.get(0), "version").strip();
    return "cluster of %d RabbitMQ %s, %s".formatted(nodes.size(), version, strategy());
  }

  @Override
  public boolean isReal() {
    return true;
  }

  @Override
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put(
        "RABBITMQ_ADDRESSES",
        nodes.stream().map(ClusterNode::address).collect(Collectors.joining(",")));
    environment.put(STRATEGY, strategy());
    return environment;
  }

  @Override
  public boolean canRestart() {
    return true;
  }

  /** The leader of the work queue is killed, and after a while it is there again. */
  @Override
  public void restart() {
    ClusterNode leader = leader();
    leader.kill();
    awaitOthers(leader);
    rejoin(leader);
  }

  @Override
  public boolean canWipe() {
    return true;
  }

  /** The leader's machine is gone for good, and an empty one of the same name takes its place. */
  @Override
  public void wipe() {
    ClusterNode gone = leader();
    ClusterNode left = other(gone);
    gone.kill();
    tools.run("rabbitmq-queues", left, "shrink", gone.name());
    tools.run("rabbitmqctl", left, "forget_cluster_node", gone.name());
    gone.wipe();
    gone.launch(configuration());
    gone.awaitUp();
    tools.run("rabbitmq-queues", left, "grow", gone.name(), "all");
    awaitWhole();
  }

  /** No node hears of the leader, nor it of them, until they may again. */
  void partition(Duration time) {
    ClusterNode alone = leader();
    forOthers(alone, "erlang:set_cookie('%1$s', apart), erlang:disconnect_node('%1$s')");
    Pause.millis(time.toMillis());
    forOthers(alone, "erlang:set_cookie('%s', erlang:get_cookie())");
    awaitWhole();
  }

  private void forOthers(ClusterNode alone, String expression) {
    String all =
        others(alone)
            .map(other -> expression.formatted(other.name()))
            .collect(Collectors.joining(", ", "", "."));
    tools.run("rabbitmqctl", alone, "eval", all);
  }

  /** The leader neither does nor says anything for so long. */
  void freeze(Duration time) {
    leader().freeze(time);
    awaitWhole();
  }

  /** One node after the other is stopped in order and started. */
  void roll() {
    for (ClusterNode node : nodes) {
      node.stop();
      rejoin(node);
    }
  }

  private void rejoin(ClusterNode node) {
    node.launch(configuration());
    node.awaitUp();
    awaitWhole();
  }

  /** The node with the leader of the work queue; the first one while there is no queue. */
  private ClusterNode leader() {
    return queues(nodes.get(0))
        .filter(queue -> queue.getString("name").equals("user.registered.mail"))
        .map(queue -> queue.getString("leader"))
        .flatMap(leader -> nodes.stream().filter(node -> node.name().equals(leader)))
        .findFirst()
        .orElse(nodes.get(0));
  }

  private ClusterNode other(ClusterNode node) {
    return others(node).findFirst().orElseThrow();
  }

  private Stream<ClusterNode> others(ClusterNode node) {
    return nodes.stream().filter(Predicate.not(node::equals));
  }

  private void awaitOthers(ClusterNode gone) {
    await()
        .atMost(WHOLE_LIMIT)
        .ignoreExceptions()
        .until(
            () ->
                queues(other(gone))
                    .allMatch(queue -> !gone.name().equals(queue.getString("leader"))));
  }

  private void awaitWhole() {
    await()
        .atMost(WHOLE_LIMIT)
        .ignoreExceptions()
        .until(
            () ->
                queues(nodes.get(0))
                    .allMatch(queue -> queue.getJsonArray("online").size() == nodes.size()));
  }

  private Stream<JsonObject> queues(ClusterNode asked) {
    String json =
        tools.run(
            "rabbitmqctl", asked, "list_queues", "--formatter", "json", "name", "leader", "online");
    return new JsonArray(json).stream().map(JsonObject.class::cast);
  }

  @Override
  public void close() {
    nodes.forEach(ClusterNode::kill);
    tools.close();
  }
}
