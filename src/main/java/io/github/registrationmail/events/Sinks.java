package io.github.registrationmail.events;

import io.vertx.core.json.JsonArray;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** Who wants to be told, by configuration. */
@Singleton
class Sinks {

  private final List<Sink> on;

  Sinks(EventsConfig config) {
    this.on = Stream.of(Sink.EXCHANGE).filter(sink -> config.exchange().isPresent()).toList();
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
