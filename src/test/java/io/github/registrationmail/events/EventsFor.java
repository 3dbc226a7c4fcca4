package io.github.registrationmail.events;

import io.github.registrationmail.database.Database;
import io.github.registrationmail.support.AsShipped;
import java.util.Map;

/** {@link Events} without a service, by who wants them. */
public final class EventsFor {

  private EventsFor() {}

  public static Events none(Database database) {
    return events(database, Map.of());
  }

  /** An exchange; nobody publishes to it, so that they stay due. */
  public static Events exchange(Database database) {
    return events(database, Map.of("registration.events.exchange", "events"));
  }

  private static Events events(Database database, Map<String, String> settings) {
    return new Events(
        database,
        new Sinks(
            AsShipped.config(EventsConfig.class, settings), AsShipped.config(WebhookConfig.class)));
  }
}
