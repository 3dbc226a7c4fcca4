package io.github.registrationmail.broker;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Part of {@code /q/health/group/delivery}: says for each channel whether it is connected, and
 * whether the route to the work queue is proven.
 */
@HealthGroup("delivery")
@ApplicationScoped
class BrokerCheck implements HealthCheck {

  private final BrokerLinks links;

  BrokerCheck(BrokerLinks links) {
    this.links = links;
  }

  @Override
  public HealthCheckResponse call() {
    Map<String, String> troubles = links.troubles();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("RabbitMQ").status(troubles.isEmpty());
    troubles.forEach(response::withData);
    return response.build();
  }
}
