package io.github.registrationmail.pause;

import io.github.registrationmail.text.Addresses;
import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Part of {@code /q/health/group/delivery}: says whether sending is paused, by whom and why. It is
 * always UP, because nothing is broken.
 */
@HealthGroup("delivery")
@ApplicationScoped
class PauseCheck implements HealthCheck {

  private final SendingPause pause;

  PauseCheck(SendingPause pause) {
    this.pause = pause;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("sending").up().withData("paused", pause.isOn());
    pause.latest().ifPresent(found -> add(response, found));
    return response.build();
  }

  private static void add(HealthCheckResponseBuilder response, Paused pause) {
    response
        .withData("by", Addresses.hidden(pause.who()))
        .withData("reason", Addresses.hidden(pause.reason()))
        .withData("since", pause.since().toString());
  }
}
