package io.github.registrationmail.mail;

import io.github.registrationmail.mail.SmtpOutcome.Unreachable;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Opens after a number of mails in a row that the mail server did not answer, so that its outage
 * cannot burn every recipient's attempts, and probes until it answers again.
 */
@Singleton
class Breaker {

  private static final Logger LOG = Logger.getLogger(Breaker.class);

  private final BreakerConfig config;
  private final SmtpProbe probe;
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicBoolean open = new AtomicBoolean();

  Breaker(BreakerConfig config, SmtpProbe probe, MeterRegistry meters) {
    this.config = config;
    this.probe = probe;
    meters.gauge("registration.breaker.open", open, value -> value.get() ? 1 : 0);
  }

  boolean isOpen() {
    return open.get();
  }

  /** Counts; runs {@code pause} when this outcome opens it and {@code resume} when it closes. */
  void record(SmtpOutcome outcome, Runnable pause, Runnable resume) {
    if (!(outcome instanceof Unreachable)) {
      unanswered.set(0);
      return;
    }
    int count = unanswered.incrementAndGet();
    if (config.threshold() > 0 && count >= config.threshold() && open.compareAndSet(false, true)) {
      LOG.errorf("the mail server did not answer %d mails in a row: sending is paused", count);
      pause.run();
      probeUntilAnswered().subscribe().with(answered -> close(resume), LOG::error);
    }
  }

  private Uni<Boolean> probeUntilAnswered() {
    return Multi.createBy()
        .repeating()
        .uni(probe::isAnswering)
        .withDelay(config.probeEvery())
        .until(answered -> answered)
        .collect()
        .last();
  }

  private void close(Runnable resume) {
    unanswered.set(0);
    open.set(false);
    LOG.info("the mail server answers again: sending goes on");
    resume.run();
  }
}
