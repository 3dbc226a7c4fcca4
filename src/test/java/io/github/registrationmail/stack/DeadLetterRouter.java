package io.github.registrationmail.stack;

import java.util.Map;
import java.util.Optional;
import org.apache.qpid.server.exchange.AbstractExchange;
import org.apache.qpid.server.message.InstanceProperties;
import org.apache.qpid.server.message.RoutingResult;
import org.apache.qpid.server.message.ServerMessage;
import org.apache.qpid.server.model.AbstractConfiguredObjectTypeFactory;
import org.apache.qpid.server.model.ConfiguredObject;
import org.apache.qpid.server.model.ManagedObject;
import org.apache.qpid.server.store.StorableMessageMetaData;
import org.apache.qpid.server.virtualhost.QueueManagingVirtualHost;

/**
 * Sends what one queue gives up to that queue's {@code x-dead-letter-exchange}, under its {@code
 * x-dead-letter-routing-key} if it has one; without such an exchange the message is dropped.
 */
@ManagedObject(category = false, type = DeadLetterRouter.TYPE)
public final class DeadLetterRouter extends AbstractExchange<DeadLetterRouter> {

  static final String TYPE = "dead-letter-router";

  private final QueueManagingVirtualHost<?> virtualHost;

  DeadLetterRouter(Map<String, Object> attributes, QueueManagingVirtualHost<?> virtualHost) {
    super(attributes, virtualHost);
    this.virtualHost = virtualHost;
  }

  @Override
  protected <M extends ServerMessage<? extends StorableMessageMetaData>> void doRoute(
      M message, String routingKey, InstanceProperties properties, RoutingResult<M> result) {
    String exchange = attribute(QueueAttributes.DEAD_LETTER_EXCHANGE).orElse("");
    String key = attribute(QueueAttributes.DEAD_LETTER_ROUTING_KEY).orElse(routingKey);
    var destination =
        exchange.isEmpty()
            ? virtualHost.getDefaultDestination()
            : virtualHost.getAttainedMessageDestination(exchange, false);
    if (destination != null) {
      result.add(destination.route(message, key, properties));
    }
  }

  private Optional<String> attribute(String name) {
    return Optional.ofNullable((String) getAttribute(name));
  }

  @Override
  protected void onBind(BindingIdentifier binding, Map<String, Object> arguments) {}

  @Override
  protected void onBindingUpdated(BindingIdentifier binding, Map<String, Object> arguments) {}

  @Override
  protected void onUnbind(BindingIdentifier binding) {}

  /** Found by Broker-J as a service. */
  public static final class Factory extends AbstractConfiguredObjectTypeFactory<DeadLetterRouter> {

    public Factory() {
      super(DeadLetterRouter.class);
    }

    @Override
    protected DeadLetterRouter createInstance(
        Map<String, Object> attributes, ConfiguredObject<?> parent) {
      return new DeadLetterRouter(attributes, (QueueManagingVirtualHost<?>) parent);
    }
  }
}
