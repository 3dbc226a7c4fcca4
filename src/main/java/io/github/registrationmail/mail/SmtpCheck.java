package io.github.registrationmail.mail;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Part of {@code /q/health/group/delivery}: the mail server greets and sending is not paused. */
@HealthGroup("delivery")
@ApplicationScoped
class SmtpCheck implements AsyncHealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SmtpProbe probe;
  private final Breaker breaker;

  SmtpCheck(SmtpProbe probe, Breaker breaker) {
    this.probe = probe;
    this.breaker = breaker;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return probe
        .isAnswering(PATIENCE)
        .map(
            answering ->
                HealthCheckResponse.named("mail server")
                    .status(answering && !breaker.isOpen())
                    .withData("paused", breaker.isOpen())
                    .build());
  }
}
