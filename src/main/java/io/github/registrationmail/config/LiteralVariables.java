package io.github.registrationmail.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Takes what stands in one of our variables as it is, {@code Pa$$w0rd} or {@code a${b}c}, where the
 * configuration would expand expressions; or what stands in the file that {@code …_FILE} names, as
 * containers have their secrets. {@link LiteralDollars} is its other half.
 */
public final class LiteralVariables implements ConfigSourceInterceptorFactory {

  /** SmallRye expands expressions at 3300, and looks for what they name behind itself. */
  static final int BEFORE_EXPANSION = 3250;

  @Override
  public OptionalInt getPriority() {
    return OptionalInt.of(BEFORE_EXPANSION);
  }

  @Override
  public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
    return (sources, key) ->
        Variables.LITERAL.contains(key) ? literal(sources, key) : sources.proceed(key);
  }

  private static @Nullable ConfigValue literal(ConfigSourceInterceptorContext sources, String key) {
    ConfigValue value = sources.proceed(key);
    ConfigValue file = sources.proceed(key + Variables.FILE);
    if (file == null || file.getValue() == null || file.getValue().isEmpty()) {
      return value == null || value.getValue() == null
          ? value
          : value.withValue(escaped(value.getValue()));
    }
    if (value != null && value.getValue() != null && !value.getValue().isEmpty()) {
      throw new ConfigurationException(
          "%s and %s are both set: leave one of them out.".formatted(key, key + Variables.FILE));
    }
    return file.withName(key).withValue(escaped(read(key, file.getValue())));
  }

  /** Without the end of its last line. */
  private static String read(String key, String file) {
    try {
      return Files.readString(Path.of(file)).replaceFirst("\\r?\\n\\z", "");
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(
          "%s must be a file that can be read, not \"%s\".".formatted(key + Variables.FILE, file));
    }
  }

  private static String escaped(String value) {
    return value.replace('$', Variables.DOLLAR);
  }
}
