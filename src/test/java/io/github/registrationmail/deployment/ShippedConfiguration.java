package io.github.registrationmail.deployment;

import io.github.registrationmail.mail.MailConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The application's own configuration, as it is in production when nothing is set from outside. */
final class ShippedConfiguration {

  private static final Path FILE = Path.of("src/main/resources/application.properties");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)[:}]");

  private final SmallRyeConfig config;

  ShippedConfiguration() throws IOException {
    this.config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withProfile("prod")
            .withSources(new PropertiesConfigSource(FILE.toUri().toURL()))
            .withMapping(MailConfig.class)
            .build();
  }

  /** Each environment variable that the configuration reads. */
  static Set<String> variables() throws IOException {
    return VARIABLE
        .matcher(Files.readString(FILE))
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether the configuration asks for this variable or property. */
  static boolean reads(String name) {
    try {
      return Files.readString(FILE).contains("${" + name + ":");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(String key) {
    return config.getValue(key, String.class);
  }

  int number(String key) {
    return config.getValue(key, Integer.class);
  }

  Duration duration(String key) {
    return config.getValue(key, Duration.class);
  }

  Duration drain() {
    return config.getConfigMapping(MailConfig.class).drain();
  }
}
