package io.github.registrationmail.events;

import io.github.registrationmail.dispatch.Backoff;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.net.URI;

/** The other ends of the sinks; that of one that is off is not made. */
@Singleton
class Receivers {

  private final ExchangeReceiver exchange;
  private final Vertx vertx;
  private final DueEventRepository events;
  private final Backoff backoff;
  private final MeterRegistry meters;
  private final EventsConfig config;
  private final WebhookConfig webhook;

  Receivers(
      ExchangeReceiver exchange,
      Vertx vertx,
      DueEventRepository events,
      Backoff backoff,
      MeterRegistry meters,
      EventsConfig config,
      WebhookConfig webhook) {
    this.exchange = exchange;
    this.vertx = vertx;
    this.events = events;
    this.backoff = backoff;
    this.meters = meters;
    this.config = config;
    this.webhook = webhook;
  }

  Receiver of(Sink sink) {
    return sink == Sink.EXCHANGE ? exchange : webhook();
  }

  private Receiver webhook() {
    return new WebhookReceiver(
        new Endpoint(vertx, URI.create(webhook.url().orElseThrow()), webhook),
        new Signature(webhook.secret().orElseThrow()),
        events,
        backoff,
        meters,
        config,
        webhook);
  }
}
