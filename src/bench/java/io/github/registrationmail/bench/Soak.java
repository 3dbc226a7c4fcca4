package io.github.registrationmail.bench;

import io.github.registrationmail.support.MailSink;
import io.github.registrationmail.support.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Full load without a pause, and what the service's memory does meanwhile. */
final class Soak {

  /** Mails that may be under way before the callers wait: else the backlog is what grows. */
  private static final int BACKLOG = 5000;

  private final Contender contender;
  private final MailSink sink;
  private final BenchSettings settings;

  Soak(Contender contender, MailSink sink, BenchSettings settings) {
    this.contender = contender;
    this.sink = sink;
    this.settings = settings;
  }

  List<Minute> run(Round round) {
    Instant end = Instant.now().plus(Duration.ofMinutes(settings.soakMinutes()));
    Addresses addresses =
        Addresses.until(end, settings.refusedPercent(), sink::recipients, BACKLOG);
    // the round would do so too, but the first minute counts from now
    sink.forget();
    try (Minutes minutes = new Minutes("soak", contender.process(), sink)) {
      var figures = round.run(contender, addresses, settings.concurrency());
      Progress.say("soak: %d registrations, each with one mail", figures.registrations());
      return minutes.passed().stream().limit(settings.soakMinutes()).toList();
    }
  }
}
