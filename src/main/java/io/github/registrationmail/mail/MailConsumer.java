package io.github.registrationmail.mail;

import io.github.registrationmail.async.Intake;
import io.github.registrationmail.broker.BrokerLinks;
import io.github.registrationmail.broker.RouteWatch;
import io.github.registrationmail.smtp.SmtpTransport;
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
  private final BrokerLinks links;
  private final SmtpTransport transport;

  MailConsumer(
      @Channel(Delivery.CHANNEL) Multi<Message<Object>> deliveries,
      MailDelivery mails,
      SmtpTransport transport,
      BrokerLinks links,
      RouteWatch route,
      MailConfig config) {
    this.config = config;
    this.links = links;
    this.transport = transport;
    this.intake =
        new Intake<>(
            deliveries, 0, message -> mails.handle(new Delivery(message, links)), route::restore);
    transport.onCapacity(intake::resize);
  }

  void start(@Observes StartupEvent event) {
    intake.start();
  }

  /**
   * Waits for the mails that are claimed. Those that are left after the limit are taken over when
   * their lease runs out.
   */
  void stop(@Observes ShutdownEvent event) {
    transport.stop();
    try {
      intake.stop().orTimeout(config.drain().toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException timeout) {
      LOG.warnf("%d mails were still being sent after %s", intake.inFlight(), config.drain());
    }
    links.flushAcks(Delivery.CHANNEL);
  }
}
