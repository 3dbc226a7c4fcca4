package io.github.registrationmail.support;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** A feature's configuration without a service: the defaults, but for what a test sets. */
public final class AsShipped {

  private AsShipped() {}

  public static <T> T config(Class<T> mapping) {
    return config(mapping, Map.of());
  }

  public static <T> T config(Class<T> mapping, Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withDefaultValues(settings)
        .withMapping(mapping)
        .build()
        .getConfigMapping(mapping);
  }
}
