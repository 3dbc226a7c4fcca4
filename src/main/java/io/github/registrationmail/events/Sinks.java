package io.github.registrationmail.events;

import io.vertx.core.json.JsonArray;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who wants to be told, by configuration. */
@Singleton
class Sinks {

  private final List<Sink> on;

  Sinks(EventsConfig config, WebhookConfig webhook) {
    this.on =
        Stream.of(
                config.exchange().map(name -> Sink.EXCHANGE),
                webhook.url().map(url -> Sink.WEBHOOK))
            .flatMap(Optional::stream)
            .toList();
  }

  boolean isAny() {
    return !on.isEmpty();
  }

  boolean isOn(Sink sink) {
    return on.contains(sink);
  }

  String json() {
    return new JsonArray(on.stream().map(Sink::key).toList()).encode();
  }
}
