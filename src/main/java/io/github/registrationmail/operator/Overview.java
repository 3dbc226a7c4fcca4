package io.github.registrationmail.operator;

import io.github.registrationmail.database.SharedRead;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.events.Webhook;
import io.github.registrationmail.operator.SentTotal.Sent;
import io.github.registrationmail.operator.Summary.LastMinutes;
import io.github.registrationmail.operator.Summary.Oldest;
import io.github.registrationmail.operator.UnsentRepository.Newest;
import io.github.registrationmail.operator.UnsentRepository.Unsent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the figures at most once in half a refresh, for all who ask this replica. */
@Singleton
public class Overview {

  private static final int LAST_MINUTES = 5;

  private final UnsentRepository unsent;
  private final UnsentCount count;
  private final SentTotal sent;
  private final Activity activity;
  private final SendingWatch watch;
  private final Webhook webhook;
  private final Growth growth = new Growth();
  private final SharedRead<Figures> figures;

  Overview(
      UnsentRepository unsent,
      UnsentCount count,
      SentTotal sent,
      Activity activity,
      SendingWatch watch,
      Webhook webhook,
      OperatorConfig config) {
    this.unsent = unsent;
    this.count = count;
    this.sent = sent;
    this.activity = activity;
    this.watch = watch;
    this.webhook = webhook;
    this.figures = new SharedRead<>(this::read, config.refresh().dividedBy(2));
  }

  /** At most a refresh old, unless reading them takes long. */
  public Uni<Figures> figures() {
    return figures.get();
  }

  private Uni<Figures> read() {
    return unsent.newest().chain(this::at);
  }

  private Uni<Figures> at(Newest newest) {
    return Uni.combine()
        .all()
        .unis(waiting(), sent.at(newest.now()), activity.lastHour(newest.now()), webhook.trouble())
        .with(
            (waiting, sentEver, hour, trouble) ->
                figures(newest, waiting, sentEver, hour, trouble));
  }

  private Uni<Waiting> waiting() {
    return count.count().chain(counted -> unsent.oldest().map(old -> new Waiting(counted, old)));
  }

  private Figures figures(
      Newest newest, Waiting waiting, Sent sent, List<Minute> hour, String webhookTrouble) {
    Map<MailState, Long> states = new EnumMap<>(MailState.class);
    states.putAll(waiting.unsent().mails());
    states.put(MailState.SENT, sent.mails());
    LastMinutes last = lastMinutes(hour);
    Headline sending = sending(newest.now(), states, sent.isAll(), last.getSentPerMinute());
    Summary summary = new Summary(states, sent.isAll(), waiting.oldest(), last, sending);
    return new Figures(
        newest.now(),
        version(newest, summary) + "-" + webhookTrouble,
        summary,
        hour,
        webhookTrouble);
  }

  /** What is not counted to its end has not grown, it is known better. */
  private Headline sending(
      Instant now, Map<MailState, Long> states, boolean isCounted, double out) {
    long waiting = MailState.UNSENT.stream().mapToLong(it -> states.getOrDefault(it, 0L)).sum();
    long all = states.values().stream().mapToLong(Long::longValue).sum();
    Optional<Double> in = isCounted ? growth.perMinute(now, all) : Optional.empty();
    return watch.now().at(in, out, Forecast.done(now, waiting, in.orElse(0.0), out));
  }

  private static LastMinutes lastMinutes(List<Minute> hour) {
    Minute sum =
        hour.subList(hour.size() - LAST_MINUTES, hour.size()).stream()
            .reduce(Minute::plus)
            .orElseThrow();
    return new LastMinutes(LAST_MINUTES, sum.sent(), sum.retried(), sum.failed());
  }

  /**
   * Another one when something has changed: a registration, a failure, a mail that was sent, or is
   * in another state, save for two that have changed places since; a note; or sending is, or the
   * webhook.
   */
  private static String version(Newest newest, Summary summary) {
    return "%s-%d-%d-%s-%d-%s-%s-%s-%s"
        .formatted(
            summary.states().values(),
            newest.registration(),
            newest.failure(),
            newest.sent().map(Instant::toString).orElse(""),
            newest.notes(),
            newest.noted().map(Instant::toString).orElse(""),
            summary.sending().state(),
            summary.sending().why(),
            summary.sending().queued());
  }

  private record Waiting(Unsent unsent, Optional<Oldest> oldest) {}
}
