package io.github.registrationmail.mail;

import io.quarkus.mailer.runtime.MailerRuntimeConfig;
import io.quarkus.mailer.runtime.Mailers;
import io.quarkus.mailer.runtime.MailersRuntimeConfig;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.NetClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.net.NetClient;
import io.vertx.mutiny.core.net.NetSocket;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Asks the mail server for its greeting, which costs no mail and no attempt. */
@Singleton
class SmtpProbe {

  private final NetClient client;
  private final String host;
  private final int port;
  private final Duration longest;

  SmtpProbe(
      Vertx vertx, MailersRuntimeConfig mailers, TlsConfigurationRegistry tls, MailConfig config) {
    MailerRuntimeConfig mailer =
        Objects.requireNonNull(mailers.mailers().get(Mailers.DEFAULT_MAILER_NAME));
    boolean implicitTls = isImplicitTls(mailer, tls);
    this.longest = config.timeout();
    this.client =
        vertx.createNetClient(
            new NetClientOptions()
                .setConnectTimeout(Math.toIntExact(longest.toMillis()))
                .setSsl(implicitTls)
                .setTrustAll(implicitTls)
                .setHostnameVerificationAlgorithm(""));
    this.host = mailer.host();
    this.port = mailer.port().orElse(implicitTls ? 465 : 25);
  }

  /**
   * Whether TLS comes before the greeting, as in {@code Mailers#configureTLS}. The certificate is
   * the mails' concern.
   */
  private static boolean isImplicitTls(MailerRuntimeConfig mailer, TlsConfigurationRegistry tls) {
    if (mailer.tlsConfigurationName().isPresent()) {
      return mailer.tls().orElse(true);
    }
    boolean trustsAll = tls.getDefault().filter(TlsConfiguration::isTrustAll).isPresent();
    return mailer.ssl() || mailer.tls().orElse(mailer.trustAll().orElse(trustsAll));
  }

  /**
   * Whether the server greets with 220 within this time, which is no longer than that of a mail;
   * never fails. A connection that comes later is closed all the same.
   */
  Uni<Boolean> isAnswering(Duration limit) {
    return Uni.createFrom()
        .deferred(
            () -> {
              CompletableFuture<Boolean> answer = new CompletableFuture<>();
              client
                  .connect(port, host)
                  .chain(this::greets)
                  .subscribe()
                  .with(answer::complete, failure -> answer.complete(false));
              return Uni.createFrom().completionStage(answer);
            })
        .ifNoItem()
        .after(limit)
        .recoverWithItem(false)
        .onFailure()
        .recoverWithItem(false);
  }

  private Uni<Boolean> greets(NetSocket socket) {
    return socket
        .toMulti()
        .map(greeting -> greeting.toString().startsWith("220"))
        .toUni()
        .onItem()
        .ifNull()
        .continueWith(false)
        .ifNoItem()
        .after(longest)
        .recoverWithItem(false)
        .onTermination()
        .call(socket::close);
  }
}
