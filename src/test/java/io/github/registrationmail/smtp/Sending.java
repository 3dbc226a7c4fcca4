package io.github.registrationmail.smtp;

import io.github.registrationmail.stack.smtp.Keys;
import io.github.registrationmail.stack.smtp.MailServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The transport, with settings and without the service. */
public final class Sending implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final Connector connector;
  private final SmtpTransport transport;

  private Sending(SmallRyeConfig config, Optional<Keys> trusted) {
    SmtpConfig smtp = config.getConfigMapping(SmtpConfig.class);
    Server server = new Server(smtp, new Trusting(trusted), "Us <us@sender.example>");
    this.connector =
        new Connector(
            vertx, server, new SignIn(smtp, vertx), config.getConfigMapping(LimitConfig.class));
    this.transport =
        new SmtpTransport(
            vertx,
            connector,
            smtp,
            config.getConfigMapping(PauseConfig.class),
            config.getConfigMapping(PaceConfig.class),
            config.getConfigMapping(CountsConfig.class),
            new SmtpMeters(new SimpleMeterRegistry()));
  }

  /** With the settings of the tests. */
  public static Sending to(MailServer server) {
    return to(server, Map.of());
  }

  /** With settings of which the key's first part is left out. */
  static Sending to(MailServer server, Map<String, String> settings) {
    return new Sending(config(server, settings), Optional.empty());
  }

  static Sending trusting(Keys keys, MailServer server, Map<String, String> settings) {
    return new Sending(config(server, settings), Optional.of(keys));
  }

  private static SmallRyeConfig config(MailServer server, Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withMapping(SmtpConfig.class)
        .withMapping(LimitConfig.class)
        .withMapping(PauseConfig.class)
        .withMapping(PaceConfig.class)
        .withMapping(CountsConfig.class)
        .withDefaultValue("registration.smtp.host", "localhost")
        .withDefaultValue("registration.smtp.port", Integer.toString(server.port()))
        .withDefaultValue("registration.smtp.pause.first", "20ms")
        .withDefaultValue("registration.smtp.pause.longest", "200ms")
        .withDefaultValue("registration.smtp.pause.for-person", "500ms")
        .withDefaultValues(
            settings.entrySet().stream()
                .collect(
                    java.util.stream.Collectors.toMap(
                        entry -> "registration." + entry.getKey(), Map.Entry::getValue)))
        .build();
  }

  /** From now on each attempt to connect ends with an exception, before it has begun. */
  void stopConnecting() {
    connector.stop();
  }

  public SmtpTransport transport() {
    return transport;
  }

  /** What becomes of one mail. */
  public CompletableFuture<Outcome> send(String recipient) {
    return send(recipient, () -> true);
  }

  CompletableFuture<Outcome> send(String recipient, Permission permission) {
    return transport.send(mail(recipient), permission).subscribeAsCompletionStage();
  }

  /** What becomes of so many, to {@code r0@example.org} and so on. */
  List<Outcome> sendAll(int mails, Duration patience) throws Exception {
    List<CompletableFuture<Outcome>> all =
        IntStream.range(0, mails).mapToObj(i -> send("r" + i + "@example.org")).toList();
    CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0]))
        .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    return all.stream().map(CompletableFuture::join).toList();
  }

  static Mail mail(String recipient) {
    String text =
        "From: us@sender.example\r\nTo: "
            + recipient
            + "\r\nMessage-ID: <"
            + recipient
            + ">\r\n"
            + "Subject: test\r\n\r\n.begins with a dot\r\n.\r\nends\r\n";
    return new Mail("us@sender.example", recipient, text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    transport.stop();
    connector.stop();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private record Trusting(Optional<Keys> keys) implements TlsConfigurationRegistry {
    @Override
    public Optional<TlsConfiguration> get(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<TlsConfiguration> getDefault() {
      return keys.map(Certificate::new);
    }

    @Override
    public void register(String name, TlsConfiguration configuration) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Certificate extends BaseTlsConfiguration {
    private final Keys keys;

    Certificate(Keys keys) {
      this.keys = keys;
    }

    @Override
    public TrustOptions getTrustStoreOptions() {
      return new PemTrustOptions().addCertPath(keys.certificate().toString());
    }
  }
}
