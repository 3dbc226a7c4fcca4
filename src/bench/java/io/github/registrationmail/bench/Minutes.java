package io.github.registrationmail.bench;

import io.github.registrationmail.support.MailSink;
import io.github.registrationmail.support.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What the service's memory and its mails do, minute by minute, until it is closed. */
final class Minutes implements AutoCloseable {

  private final String run;
  private final Watched process;
  private final MailSink sink;
  private final ScheduledExecutorService everyMinute = Executors.newSingleThreadScheduledExecutor();
  private final List<Minute> minutes = new ArrayList<>();
  private int mailsBefore;
  private long nanosBefore = System.nanoTime();

  /**
   * @param run as the progress names it
   */
  Minutes(String run, Watched process, MailSink sink) {
    this.run = run;
    this.process = process;
    this.sink = sink;
    this.mailsBefore = sink.recipients();
    var unused = everyMinute.scheduleAtFixedRate(this::sample, 1, 1, TimeUnit.MINUTES);
  }

  /** Those that have passed. */
  synchronized List<Minute> passed() {
    return List.copyOf(minutes);
  }

  /** The same and the one that has begun. */
  synchronized List<Minute> untilNow() {
    sample();
    return passed();
  }

  private synchronized void sample() {
    int mails = sink.recipients();
    long now = System.nanoTime();
    Minute minute =
        new Minute(
            minutes.size() + 1,
            process.residentMemory().number(),
            (mails - mailsBefore) * 1e9 / (now - nanosBefore));
    mailsBefore = mails;
    nanosBefore = now;
    minutes.add(minute);
    Progress.say(
        "%s, minute %d: %.0f MiB resident, %.0f mails/s",
        run, minute.minute(), minute.residentMemoryMiB(), minute.mailsPerSecond());
  }

  @Override
  public void close() {
    var unused = everyMinute.shutdownNow();
  }
}
