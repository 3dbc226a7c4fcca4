package io.github.registrationmail.mail;

import io.quarkus.mailer.runtime.MailersRuntimeConfig;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The service's own classes, with settings and without the service. */
final class Probes {

  private Probes() {}

  static SmtpProbe probe(Vertx vertx, int port, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("quarkus.mailer.host", "127.0.0.1");
    all.put("quarkus.mailer.port", Integer.toString(port));
    SmallRyeConfig config = config(all);
    return new SmtpProbe(
        vertx,
        config.getConfigMapping(MailersRuntimeConfig.class),
        new NoTls(),
        config.getConfigMapping(MailConfig.class));
  }

  static SmallRyeConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withMapping(MailersRuntimeConfig.class)
        .withMapping(MailConfig.class)
        .withMapping(BreakerConfig.class)
        .withDefaultValues(settings)
        .build();
  }

  /** A registry without a TLS configuration. */
  private static final class NoTls implements TlsConfigurationRegistry {
    @Override
    public Optional<TlsConfiguration> get(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<TlsConfiguration> getDefault() {
      return Optional.empty();
    }

    @Override
    public void register(String name, TlsConfiguration configuration) {
      throw new UnsupportedOperationException();
    }
  }
}
