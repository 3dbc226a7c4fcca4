package io.github.registrationmail.operator;

import io.github.registrationmail.broker.BrokerLinks;
import io.github.registrationmail.broker.QueueWatch;
import io.github.registrationmail.operator.Headline.State;
import io.github.registrationmail.pause.Paused;
import io.github.registrationmail.pause.SendingPause;
import io.github.registrationmail.smtp.SendingStatus;
import io.github.registrationmail.smtp.SmtpTransport;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Watches whether mails go out, whoever looks, and so knows since when. What stops all of them, an
 * operator, the broker or missing consumers, comes before what the mail server does.
 */
@Singleton
class SendingWatch {

  private final SmtpTransport transport;
  private final BrokerLinks links;
  private final QueueWatch queue;
  private final SendingPause pause;
  private State state = State.SENDING;
  private Instant since = Instant.now();

  SendingWatch(SmtpTransport transport, BrokerLinks links, QueueWatch queue, SendingPause pause) {
    this.transport = transport;
    this.links = links;
    this.queue = queue;
    this.pause = pause;
  }

  /** Without the rates, which the database has. */
  Headline now() {
    Optional<Paused> stopped = pause.latest();
    if (stopped.isPresent()) {
      return headline(State.STOPPED, stopped.get().reason(), Optional.empty());
    }
    Map<String, String> troubles = links.troubles();
    if (!troubles.isEmpty()) {
      Map.Entry<String, String> first = troubles.entrySet().iterator().next();
      return headline(State.BROKER, first.getKey() + ": " + first.getValue(), Optional.empty());
    }
    return queue.isDeserted()
        ? headline(State.NO_CONSUMER, "", Optional.empty())
        : headline(transport.status());
  }

  @Scheduled(every = "5s", identity = "sending-watch")
  void look() {
    var unused = now();
  }

  private Headline headline(SendingStatus status) {
    Optional<Instant> next =
        Optional.of(status.nextTry())
            .filter(wait -> !wait.isZero())
            .map(wait -> Instant.now().plus(wait));
    return headline(State.valueOf(status.state().name()), status.said(), next);
  }

  private synchronized Headline headline(State found, String why, Optional<Instant> goesOnAt) {
    if (found != state) {
      state = found;
      since = Instant.now();
    }
    return Headline.of(state, since, why, goesOnAt, queue.latest());
  }
}
