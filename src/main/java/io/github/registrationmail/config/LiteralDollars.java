package io.github.registrationmail.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import jakarta.annotation.Priority;
import org.jspecify.annotations.Nullable;

/** Gives the values of {@link LiteralVariables} their dollars back, when all is expanded. */
@Priority(LiteralDollars.AFTER_EXPANSION)
public final class LiteralDollars implements ConfigSourceInterceptorFactory {

  /** SmallRye expands expressions at 3300. */
  static final int AFTER_EXPANSION = 3400;

  @Override
  public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
    return (sources, key) -> restored(sources.proceed(key));
  }

  private static @Nullable ConfigValue restored(@Nullable ConfigValue value) {
    return value == null
            || value.getValue() == null
            || value.getValue().indexOf(Variables.DOLLAR) < 0
        ? value
        : value.withValue(value.getValue().replace(Variables.DOLLAR, '$'));
  }
}
