package io.github.registrationmail.smtp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The metrics of sending. */
@Singleton
class SmtpMeters {

  private final MeterRegistry meters;
  private final Timer latency;
  private final Counter opened;
  private final Map<Fault, Counter> verdicts = new EnumMap<>(Fault.class);

  SmtpMeters(MeterRegistry meters) {
    this.meters = meters;
    this.latency = meters.timer("registration.mail.smtp");
    this.opened = meters.counter("registration.mail.connections.opened");
    for (Fault fault : Fault.values()) {
      String name = fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
      verdicts.put(fault, meters.counter("registration.mail.verdicts", "fault", name));
    }
  }

  void watch(SmtpTransport transport) {
    Gauge.builder("registration.mail.in.flight", transport, SmtpTransport::inFlight)
        .description("mails being sent")
        .register(meters);
    Gauge.builder("registration.mail.connections", transport, SmtpTransport::open)
        .description("connections to the mail server")
        .register(meters);
    Gauge.builder("registration.mail.pace", transport, all -> all.status().connections())
        .description("connections that the mail server is given at the moment")
        .register(meters);
    Gauge.builder("registration.mail.paused", transport, all -> all.status().isPaused() ? 1 : 0)
        .description("1 while the mail server takes nothing")
        .register(meters);
    Gauge.builder(
            "registration.mail.needs.person", transport, all -> all.status().needsPerson() ? 1 : 0)
        .description("1 while sending is paused by what only a person can mend")
        .register(meters);
  }

  void opened() {
    opened.increment();
  }

  void notOpened(Fault fault) {
    verdict(fault);
  }

  /** One try has ended, however. */
  void tried(Fault fault, long nanos) {
    verdict(fault);
    latency.record(nanos, TimeUnit.NANOSECONDS);
  }

  private void verdict(Fault fault) {
    Counter counter = verdicts.get(fault);
    if (counter != null) {
      counter.increment();
    }
  }
}
