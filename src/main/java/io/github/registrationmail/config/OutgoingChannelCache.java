package io.github.registrationmail.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the settings of the outgoing channels: the connector asks for three of them with each
 * message, and the configuration looks through all its sources each time. A factory that names no
 * priority comes before SmallRye's own interceptors.
 */
public final class OutgoingChannelCache implements ConfigSourceInterceptorFactory {

  private static final String OUTGOING = "mp.messaging.outgoing.";

  @Override
  public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
    Map<String, Optional<ConfigValue>> known = new ConcurrentHashMap<>();
    return (sources, key) ->
        key.startsWith(OUTGOING) ? remembered(known, sources, key) : sources.proceed(key);
  }

  private static @Nullable ConfigValue remembered(
      Map<String, Optional<ConfigValue>> known,
      ConfigSourceInterceptorContext sources,
      String key) {
    Optional<ConfigValue> value = known.get(key);
    if (value == null) {
      value = Optional.ofNullable(sources.proceed(key));
      known.put(key, value);
    }
    return value.orElse(null);
  }
}
