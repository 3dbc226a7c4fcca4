package io.github.registrationmail.mail;

import io.github.registrationmail.smtp.SendingStatus;
import io.github.registrationmail.smtp.SmtpTransport;
import io.github.registrationmail.text.Addresses;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Part of {@code /q/health/group/delivery}: the mail server greets and takes mails; says in one
 * sentence why not, and when sending goes on.
 */
@HealthGroup("delivery")
@ApplicationScoped
class SmtpCheck implements AsyncHealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SmtpTransport transport;

  SmtpCheck(SmtpTransport transport) {
    this.transport = transport;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    SendingStatus status = transport.status();
    return status.isPaused()
        ? Uni.createFrom().item(response(status, false))
        : transport.isAnswering(PATIENCE).map(answering -> response(status, answering));
  }

  private static HealthCheckResponse response(SendingStatus status, boolean answering) {
    return HealthCheckResponse.named("mail server")
        .status(answering)
        .withData("paused", status.isPaused())
        .withData("sending", Addresses.hidden(status.sentence()))
        .withData("next try in seconds", status.nextTry().toSeconds())
        .withData("connections", status.connections())
        .build();
  }
}
