package io.github.registrationmail.broker;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Part of {@code /q/health/group/delivery}: says for each channel whether it is connected, and
 * whether the route to the work queue is proven; and whether anybody takes from that queue.
 */
@HealthGroup("delivery")
@ApplicationScoped
class BrokerCheck implements HealthCheck {

  private final BrokerLinks links;
  private final QueueWatch queue;

  BrokerCheck(BrokerLinks links, QueueWatch queue) {
    this.links = links;
    this.queue = queue;
  }

  @Override
  public HealthCheckResponse call() {
    Map<String, String> troubles = links.troubles();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("RabbitMQ").status(troubles.isEmpty() && !queue.isDeserted());
    troubles.forEach(response::withData);
    if (queue.isDeserted()) {
      response.withData("work queue", "nobody takes messages from it");
    }
    return response.build();
  }
}
