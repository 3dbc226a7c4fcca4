package io.github.registrationmail.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Gives the values of {@link LiteralVariables} their dollars back, when all is expanded. */
public final class LiteralDollars implements ConfigSourceInterceptorFactory {

  /** SmallRye expands expressions at 3300. */
  private static final int AFTER_EXPANSION = 3400;

  @Override
  public OptionalInt getPriority() {
    return OptionalInt.of(AFTER_EXPANSION);
  }

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
