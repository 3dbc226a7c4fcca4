package io.github.registrationmail.events;

import io.github.registrationmail.async.Seldom;
import io.github.registrationmail.dispatch.Backoff;
import io.github.registrationmail.events.Posted.Gone;
import io.github.registrationmail.events.Posted.Refused;
import io.github.registrationmail.events.Posted.Taken;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Posts events, and puts off what is not taken, each by the timetable of the mails. While nothing
 * is taken at all it pauses, ever longer, up to a minute.
 */
final class WebhookReceiver implements Receiver {

  private static final Logger LOG = Logger.getLogger(WebhookReceiver.class);
  private static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private record Result(DueEvent event, Posted posted) {}

  private final Endpoint endpoint;
  private final Signature signature;
  private final DueEventRepository events;
  private final Backoff backoff;
  private final MeterRegistry meters;
  private final String source;
  private final int concurrency;
  private final Seldom warnings = new Seldom();
  private volatile Duration pause = Duration.ZERO;
  private volatile long pausedUntil = System.nanoTime();

  WebhookReceiver(
      Endpoint endpoint,
      Signature signature,
      DueEventRepository events,
      Backoff backoff,
      MeterRegistry meters,
      EventsConfig config,
      WebhookConfig webhook) {
    this.endpoint = endpoint;
    this.signature = signature;
    this.events = events;
    this.backoff = backoff;
    this.meters = meters;
    this.source = config.source();
    this.concurrency = webhook.concurrency();
  }

  @Override
  public boolean isReady() {
    return System.nanoTime() - pausedUntil >= 0;
  }

  @Override
  public int batch() {
    return concurrency;
  }

  @Override
  public Uni<List<DueEvent>> tell(List<DueEvent> due) {
    return Multi.createFrom()
        .iterable(due)
        .onItem()
        .transformToUni(this::post)
        .merge(concurrency)
        .collect()
        .asList()
        .call(this::putOff)
        .map(this::taken);
  }

  private Uni<Result> post(DueEvent event) {
    String body = event.cloudEvent(source);
    Instant now = events.now();
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("content-type", MEDIA_TYPE)
            .add("user-agent", "registration-mail")
            .add("webhook-id", event.id())
            .add("webhook-timestamp", Long.toString(now.getEpochSecond()))
            .add("webhook-signature", signature.of(event.id(), now, body));
    return endpoint.post(headers, body).map(posted -> new Result(event, posted));
  }

  private Uni<Void> putOff(List<Result> results) {
    List<PutOff> refused =
        results.stream()
            .filter(result -> !(result.posted() instanceof Taken))
            .map(this::putOff)
            .toList();
    count("taken", results.size() - refused.size());
    count("refused", refused.size());
    pause(results, refused);
    return events.putOff(refused);
  }

  private PutOff putOff(Result result) {
    DueEvent event = result.event();
    return result.posted() instanceof Refused refused
        ? new PutOff(event.row(), refused.reason(), backoff.before(event.tried() + 1))
        : new PutOff(event.row(), "answered 410: wants no more", backoff.longest());
  }

  private void count(String outcome, int posts) {
    meters.counter("registration.webhook.posts", "outcome", outcome).increment(posts);
  }

  private void pause(List<Result> results, List<PutOff> refused) {
    if (refused.size() < results.size()) {
      pause = Duration.ZERO;
      return;
    }
    boolean isGone = results.stream().allMatch(result -> result.posted() instanceof Gone);
    pause = isGone ? backoff.longest() : longer(pause);
    pausedUntil = System.nanoTime() + pause.toNanos();
    String reason = refused.get(0).reason();
    warnings.say(
        before -> LOG.warnf("the webhook takes no events (%s), next try after %s", reason, pause));
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.isZero() ? SHORTEST_PAUSE : pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private List<DueEvent> taken(List<Result> results) {
    return results.stream()
        .filter(result -> result.posted() instanceof Taken)
        .map(Result::event)
        .toList();
  }
}
