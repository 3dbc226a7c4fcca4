package io.github.registrationmail.broker;

import io.smallrye.reactive.messaging.ClientCustomizer;
import io.vertx.rabbitmq.RabbitMQOptions;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.Config;

/**
 * Puts a {@link ConnectionHook} into each client that the connector makes, after everybody else had
 * a say in its options; with the first ones the broker is tried out.
 */
@ApplicationScoped
class ConnectorOptions implements ClientCustomizer<RabbitMQOptions> {

  private final BrokerLinks links;
  private final ConnectionSetup setup;
  private final Preflight preflight;

  ConnectorOptions(BrokerLinks links, ConnectionSetup setup, Preflight preflight) {
    this.links = links;
    this.setup = setup;
    this.preflight = preflight;
  }

  /** Lower ones go first: TLS is set up by Quarkus' own. */
  @Override
  public int getPriority() {
    return Integer.MAX_VALUE;
  }

  @Override
  public RabbitMQOptions customize(String channel, Config channelConfig, RabbitMQOptions options) {
    preflight.with(options);
    boolean consumes = channelConfig.getOptionalValue("queue.name", String.class).isPresent();
    boolean onDemand =
        channelConfig.getOptionalValue("connect-on-demand", Boolean.class).orElse(false);
    return new NodesAtRandom(options)
        .setMetricsCollector(new ConnectionHook(links.link(channel, consumes, onDemand), setup));
  }
}
