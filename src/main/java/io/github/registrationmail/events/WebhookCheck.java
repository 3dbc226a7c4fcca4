package io.github.registrationmail.events;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** {@code /q/health/group/events}: whether the webhook takes what it is told. */
@HealthGroup("events")
@ApplicationScoped
class WebhookCheck implements AsyncHealthCheck {

  private final Webhook webhook;

  WebhookCheck(Webhook webhook) {
    this.webhook = webhook;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return webhook
        .trouble()
        .onFailure()
        .recoverWithItem(failure -> String.valueOf(failure.getMessage()))
        .map(WebhookCheck::response);
  }

  private static HealthCheckResponse response(String trouble) {
    return trouble.isEmpty()
        ? HealthCheckResponse.up("webhook")
        : HealthCheckResponse.named("webhook").down().withData("refused", trouble).build();
  }
}
