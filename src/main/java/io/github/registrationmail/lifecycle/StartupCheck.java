package io.github.registrationmail.lifecycle;

import io.github.registrationmail.config.Variables;
import io.quarkus.runtime.ExecutionMode;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Stops the start with one sentence when a setting is wrong. It is an interceptor only because the
 * configuration builds these before any part of the service reads a value: the database and the
 * mail client fail later, and with a stack trace.
 */
public final class StartupCheck implements ConfigSourceInterceptorFactory {

  @Override
  public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
    // the build reads the configuration too, in an environment that is not the service's
    if (ExecutionMode.current() == ExecutionMode.RUNTIME_INIT) {
      readable(context);
      ServiceSettings.fault(key -> value(context, key)).ifPresent(StartupCheck::stop);
    }
    return ConfigSourceInterceptorContext::proceed;
  }

  /**
   * Reads each variable that may stand in a file: one that cannot be read stops the start by
   * itself.
   */
  private static void readable(ConfigSourceInterceptorContext context) {
    for (String key : Variables.LITERAL) {
      var unused = value(context, key);
    }
  }

  private static Optional<String> value(ConfigSourceInterceptorContext context, String key) {
    try {
      return Optional.ofNullable(context.proceed(key)).map(ConfigValue::getValue);
    } catch (NoSuchElementException unknownReference) {
      return Optional.empty();
    }
  }

  private static void stop(String sentence) {
    throw new ConfigurationException(sentence);
  }
}
