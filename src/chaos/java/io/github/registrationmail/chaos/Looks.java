package io.github.registrationmail.chaos;

import io.github.registrationmail.support.OperatorHeader;
import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.ServiceProcess;
import io.github.registrationmail.support.View;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * An operator who looks at one view after the other, now at this replica and now at that, and at
 * what each replica says of the invariants.
 */
final class Looks implements AutoCloseable {

  static final String PASSWORD = "operator-of-the-run";

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final String SIGNED_IN = OperatorHeader.of(PASSWORD);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, Duration> slowest = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> alarms = new ConcurrentLinkedQueue<>();
  private final Replicas replicas;
  private final List<View> views;
  private int turn;

  /**
   * @param id of a registration that is not erased meanwhile
   */
  Looks(Replicas replicas, long id) {
    this.replicas = replicas;
    this.views = View.all(id);
    var unused = clock.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
  }

  private void look() {
    View view = views.get(turn % views.size());
    ServiceProcess service = replicas.number(turn / views.size());
    turn++;
    try {
      long start = System.nanoTime();
      int status = get(service.uri(view.path())).statusCode();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      slowest.merge(view.name(), took, (one, other) -> one.compareTo(other) > 0 ? one : other);
      if (status != 200) {
        refused.add(view.name() + ": " + status);
      }
      get(service.uri("/q/metrics"))
          .body()
          .lines()
          .filter(line -> line.startsWith("registration_invariant_violations{"))
          .filter(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) > 0)
          .forEach(alarms::add);
    } catch (IOException e) {
      if (service.isAlive()) {
        refused.add(view.name() + ": " + e);
      }
    }
  }

  private HttpResponse<String> get(URI uri) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(uri).timeout(LIMIT).header("Authorization", SIGNED_IN).build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Views that a replica that was there did not answer with 200. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  /** What was said to be as it must never be. */
  List<String> alarms() {
    return List.copyOf(alarms);
  }

  void say() {
    Progress.say(
        "%d looks, slowest: %s",
        turn,
        slowest.entrySet().stream()
            .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
            .map(view -> view.getKey() + " " + view.getValue().toMillis() + " ms")
            .collect(Collectors.joining(", ")));
  }

  @Override
  public void close() {
    clock.shutdown();
  }
}
