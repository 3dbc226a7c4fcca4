package io.github.registrationmail.mail;

import io.github.registrationmail.mail.SmtpOutcome.Unreachable;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Opens after a number of mails in a row that the mail server did not answer, so that its outage
 * cannot burn every recipient's attempts, and probes until it greets again. A greeting proves
 * little (TLS, sign-in and the dialogue come after it), so only a mail that it answers closes the
 * breaker; until then one is sent at a time.
 */
@Singleton
class Breaker {

  private static final Logger LOG = Logger.getLogger(Breaker.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  private final BreakerConfig config;
  private final SmtpProbe probe;
  private final Duration patience;
  private Gate gate =
      new Gate() {
        @Override
        public void close() {}

        @Override
        public void openForOne() {}

        @Override
        public void open() {}
      };
  private State state = State.CLOSED;
  private int unanswered;
  private Duration wait;

  Breaker(BreakerConfig config, MailConfig mail, SmtpProbe probe, MeterRegistry meters) {
    this.config = config;
    this.probe = probe;
    this.patience = mail.timeout();
    this.wait = config.probeEvery();
    meters.gauge("registration.breaker.open", this, breaker -> breaker.isOpen() ? 1 : 0);
  }

  /** What to close. */
  synchronized void guard(Gate guarded) {
    gate = guarded;
  }

  /** Whether nothing is sent; false as soon as one mail may try. */
  synchronized boolean isOpen() {
    return state == State.OPEN;
  }

  synchronized void record(SmtpOutcome outcome) {
    if (state == State.OPEN) {
      return;
    }
    if (!(outcome instanceof Unreachable)) {
      answered();
    } else if (state == State.HALF_OPEN) {
      wait = longer(wait);
      open();
    } else {
      unanswered++;
      if (config.threshold() > 0 && unanswered >= config.threshold()) {
        LOG.errorf(
            "the mail server did not answer %d mails in a row: sending is paused", unanswered);
        open();
      }
    }
  }

  private void answered() {
    unanswered = 0;
    if (state == State.HALF_OPEN) {
      state = State.CLOSED;
      wait = config.probeEvery();
      LOG.info("the mail server answers again: sending goes on");
      gate.open();
    }
  }

  private void open() {
    state = State.OPEN;
    gate.close();
    probeLater();
  }

  private void probeLater() {
    Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(wait)
        .chain(() -> probe.isAnswering(patience))
        .subscribe()
        .with(this::probed, LOG::error);
  }

  private synchronized void probed(boolean answering) {
    if (answering) {
      state = State.HALF_OPEN;
      gate.openForOne();
    } else {
      probeLater();
    }
  }

  private Duration longer(Duration waited) {
    Duration doubled = waited.multipliedBy(2);
    Duration longest =
        LONGEST_WAIT.compareTo(config.probeEvery()) > 0 ? LONGEST_WAIT : config.probeEvery();
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
