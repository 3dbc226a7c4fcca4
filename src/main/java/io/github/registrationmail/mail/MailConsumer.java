package io.github.registrationmail.mail;

import io.github.registrationmail.broker.BrokerLinks;
import io.github.registrationmail.broker.WorkQueue;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** The incoming channel {@code mail}, from the start of the service to its orderly end. */
@Singleton
class MailConsumer {

  private static final Logger LOG = Logger.getLogger(MailConsumer.class);

  private final Intake<Message<Object>> intake;
  private final MailConfig config;

  MailConsumer(
      @Channel(Delivery.CHANNEL) Multi<Message<Object>> deliveries,
      MailDelivery mails,
      BrokerLinks links,
      WorkQueue workQueue,
      MailConfig config,
      MeterRegistry meters) {
    this.config = config;
    this.intake =
        new Intake<>(
            deliveries,
            config.concurrency(),
            message -> mails.handle(new Delivery(message, links)),
            workQueue::restore);
    mails.onOutage(intake::pause, intake::resume);
    meters.gauge("registration.mail.in.flight", intake, Intake::inFlight);
  }

  void start(@Observes StartupEvent event) {
    intake.start();
  }

  /** Finishes what is claimed; what is left after the limit its lease gives back. */
  void stop(@Observes ShutdownEvent event) {
    try {
      intake.stop().orTimeout(config.drain().toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException timeout) {
      LOG.warnf("%d mails were still being sent after %s", intake.inFlight(), config.drain());
    }
  }
}
