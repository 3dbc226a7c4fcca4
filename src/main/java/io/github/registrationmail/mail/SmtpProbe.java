package io.github.registrationmail.mail;

import io.smallrye.mutiny.Uni;
import io.vertx.core.net.NetClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.net.NetClient;
import io.vertx.mutiny.core.net.NetSocket;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks the mail server for its greeting, which costs no mail and no attempt. */
@Singleton
class SmtpProbe {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final NetClient client;
  private final String host;
  private final int port;

  SmtpProbe(
      Vertx vertx,
      @ConfigProperty(name = "quarkus.mailer.host") String host,
      @ConfigProperty(name = "quarkus.mailer.port") OptionalInt port,
      @ConfigProperty(name = "quarkus.mailer.tls", defaultValue = "false") boolean tls) {
    int timeout = Math.toIntExact(TIMEOUT.toMillis());
    this.client =
        vertx.createNetClient(
            new NetClientOptions()
                .setConnectTimeout(timeout)
                .setSsl(tls)
                .setTrustAll(tls)
                .setHostnameVerificationAlgorithm(""));
    this.host = host;
    this.port = port.orElse(tls ? 465 : 25);
  }

  /** Whether the server greets with 220 within two seconds; never fails. */
  Uni<Boolean> isAnswering() {
    return client
        .connect(port, host)
        .chain(SmtpProbe::greets)
        .ifNoItem()
        .after(TIMEOUT)
        .recoverWithItem(false)
        .onFailure()
        .recoverWithItem(false);
  }

  private static Uni<Boolean> greets(NetSocket socket) {
    return socket
        .toMulti()
        .map(greeting -> greeting.toString().startsWith("220"))
        .toUni()
        .onItem()
        .ifNull()
        .continueWith(false)
        .onTermination()
        .call(socket::close);
  }
}
