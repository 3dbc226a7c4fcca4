package io.github.registrationmail.bench;

import io.github.registrationmail.support.MailSink;
import io.github.registrationmail.support.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Full load without a pause, and what the service's memory does meanwhile. */
final class Soak {

  /** Mails that may be under way before the callers wait: else the backlog is what grows. */
  private static final int BACKLOG = 5000;

  private final Contender contender;
  private final MailSink sink;
  private final BenchSettings settings;
  private final List<SoakMinute> minutes = new CopyOnWriteArrayList<>();
  private int mailsBefore;

  Soak(Contender contender, MailSink sink, BenchSettings settings) {
    this.contender = contender;
    this.sink = sink;
    this.settings = settings;
  }

  List<SoakMinute> run(Round round) {
    Instant end = Instant.now().plus(Duration.ofMinutes(settings.soakMinutes()));
    ScheduledExecutorService everyMinute = Executors.newSingleThreadScheduledExecutor();
    try {
      var unused = everyMinute.scheduleAtFixedRate(this::sample, 1, 1, TimeUnit.MINUTES);
      Addresses addresses =
          Addresses.until(end, settings.refusedPercent(), sink::recipients, BACKLOG);
      var figures = round.run(contender, addresses, settings.concurrency());
      Progress.say("soak: %d registrations, each with one mail", figures.registrations());
      return minutes.stream().limit(settings.soakMinutes()).toList();
    } finally {
      var unused = everyMinute.shutdownNow();
    }
  }

  private void sample() {
    int mails = sink.recipients();
    SoakMinute minute =
        new SoakMinute(
            minutes.size() + 1,
            contender.process().residentMemory().number(),
            (mails - mailsBefore) / 60.0);
    mailsBefore = mails;
    minutes.add(minute);
    Progress.say(
        "minute %d of the soak: %.0f MiB resident, %.0f mails/s",
        minute.minute(), minute.residentMemoryMiB(), minute.mailsPerSecond());
  }
}
