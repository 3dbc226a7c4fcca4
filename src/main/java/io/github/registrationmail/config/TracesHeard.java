package io.github.registrationmail.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Two values that others refer to: whether nobody listens to traces, because there is no endpoint
 * to send them to, and whether messages carry them. Traces that nobody hears took 5 % of a mail.
 */
public final class TracesHeard implements ConfigSourceInterceptorFactory {

  static final String UNHEARD = "registration.traces.unheard";
  static final String CARRIED = "registration.traces.carried";

  private static final String ENDPOINT = "quarkus.otel.exporter.otlp.traces.endpoint";
  private static final String DISABLED = "quarkus.otel.sdk.disabled";

  @Override
  public OptionalInt getPriority() {
    return OptionalInt.of(LiteralVariables.BEFORE_EXPANSION);
  }

  @Override
  public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
    return (sources, key) ->
        switch (key) {
          case UNHEARD -> value(key, text(sources, ENDPOINT).isBlank());
          case CARRIED -> value(key, !Boolean.parseBoolean(text(sources, DISABLED)));
          default -> sources.proceed(key);
        };
  }

  private static ConfigValue value(String key, boolean value) {
    return ConfigValue.builder().withName(key).withValue(Boolean.toString(value)).build();
  }

  /** As the whole configuration has it, expressions expanded. */
  private static String text(ConfigSourceInterceptorContext sources, String key) {
    @Nullable ConfigValue value = sources.restart(key);
    return value == null || value.getValue() == null ? "" : value.getValue();
  }
}
