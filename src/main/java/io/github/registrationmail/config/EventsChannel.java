package io.github.registrationmail.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** Switches the channel of the events on when their exchange is named, which no expression can. */
public final class EventsChannel implements ConfigSourceInterceptorFactory {

  static final String ENABLED = "mp.messaging.outgoing.events.enabled";
  private static final String EXCHANGE = "registration.events.exchange";

  @Override
  public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
    return (sources, key) -> key.equals(ENABLED) ? enabled(sources, key) : sources.proceed(key);
  }

  private static @Nullable ConfigValue enabled(ConfigSourceInterceptorContext sources, String key) {
    ConfigValue said = sources.proceed(key);
    ConfigValue exchange = sources.proceed(EXCHANGE);
    boolean isNamed =
        exchange != null && exchange.getValue() != null && !exchange.getValue().isBlank();
    return said == null ? null : said.withValue(Boolean.toString(isNamed));
  }
}
