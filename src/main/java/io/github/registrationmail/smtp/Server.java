package io.github.registrationmail.smtp;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.net.NetClientOptions;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the mail server is, how TLS is spoken with it, and who we say that we are. */
@Singleton
final class Server {

  private static final int TLS_PORT = 465;

  private final SmtpConfig config;
  private final Optional<TlsConfiguration> tls;
  private final String heloName;

  Server(
      SmtpConfig config,
      TlsConfigurationRegistry registry,
      @ConfigProperty(name = "registration.mail.from") String from) {
    this.config = config;
    this.tls =
        config
            .tlsConfigurationName()
            .map(name -> registry.get(name).orElseThrow(() -> unknown(name)))
            .or(registry::getDefault);
    this.heloName = config.heloName().orElseGet(() -> nameOf(from));
  }

  String host() {
    return config.host();
  }

  int port() {
    return config.port();
  }

  String heloName() {
    return heloName;
  }

  /** No password goes over the wire in clear, unless somebody has said so. */
  SmtpConfig.StartTls startTls() {
    boolean signsIn = config.username().isPresent();
    return signsIn && config.starttls() == SmtpConfig.StartTls.OPTIONAL
        ? SmtpConfig.StartTls.REQUIRED
        : config.starttls();
  }

  /**
   * For connections to this server; certificates are checked, with the host's name.
   *
   * @param patience limit for the connection, and for TLS
   */
  NetClientOptions options(Duration patience) {
    NetClientOptions options = new NetClientOptions();
    tls.ifPresent(configured -> TlsConfigUtils.configure(options, configured));
    boolean trustsAll = tls.filter(TlsConfiguration::isTrustAll).isPresent();
    options.setSslHandshakeTimeout(patience.toMillis());
    options.setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    return options
        .setSsl(config.tls().orElse(config.port() == TLS_PORT))
        .setHostnameVerificationAlgorithm(trustsAll ? "" : "HTTPS")
        .setConnectTimeout(Math.toIntExact(patience.toMillis()))
        .setTcpKeepAlive(true);
  }

  private static IllegalStateException unknown(String name) {
    return new IllegalStateException(
        "registration.smtp.tls-configuration-name: there is no quarkus.tls." + name);
  }

  /** The domain of an address; this host's full name where that is none. */
  private static String nameOf(String from) {
    String domain = from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
    return domain.contains(".") ? domain : hostName();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getCanonicalHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
