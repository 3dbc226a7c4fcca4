package io.github.registrationmail.stack;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.qpid.server.exchange.AbstractExchange;
import org.apache.qpid.server.message.InstanceProperties;
import org.apache.qpid.server.message.MessageDestination;
import org.apache.qpid.server.message.RoutingResult;
import org.apache.qpid.server.message.ServerMessage;
import org.apache.qpid.server.model.AbstractConfiguredObjectTypeFactory;
import org.apache.qpid.server.model.ConfiguredObject;
import org.apache.qpid.server.model.ManagedObject;
import org.apache.qpid.server.protocol.v0_8.AMQMessage;
import org.apache.qpid.server.store.StorableMessageMetaData;
import org.apache.qpid.server.txn.AutoCommitTransaction;
import org.apache.qpid.server.virtualhost.QueueManagingVirtualHost;

/**
 * RabbitMQ's {@code x-delayed-message} with {@code x-delayed-type=direct}: holds a message for its
 * {@code x-delay}, then routes it by the bindings of that moment.
 */
@ManagedObject(category = false, type = DelayedMessageExchange.TYPE)
public final class DelayedMessageExchange extends AbstractExchange<DelayedMessageExchange> {

  static final String TYPE = "x-delayed-message";

  private final Map<String, Set<MessageDestination>> bindings = new ConcurrentHashMap<>();
  private final QueueManagingVirtualHost<?> virtualHost;
  private final DelayTimer timer = new DelayTimer();

  DelayedMessageExchange(Map<String, Object> attributes, QueueManagingVirtualHost<?> virtualHost) {
    super(attributes, virtualHost);
    this.virtualHost = virtualHost;
  }

  @Override
  protected <M extends ServerMessage<? extends StorableMessageMetaData>> void doRoute(
      M message, String routingKey, InstanceProperties properties, RoutingResult<M> result) {
    Duration delay = DelayHeader.of(message);
    if (delay.isZero() || delay.isNegative()) {
      direct(message, routingKey, properties, result);
    } else {
      var held = (AMQMessage) message;
      UnroutableNotice.send(held);
      result.addQueue(new HeldMessages(getName(), h -> hold(h, delay, routingKey, properties)));
    }
  }

  private <M extends ServerMessage<? extends StorableMessageMetaData>> void direct(
      M message, String routingKey, InstanceProperties properties, RoutingResult<M> result) {
    for (MessageDestination bound : bindings.getOrDefault(routingKey, Set.of())) {
      result.add(bound.route(message, routingKey, properties));
    }
  }

  private void hold(
      AMQMessage message, Duration delay, String routingKey, InstanceProperties properties) {
    var reference = message.newReference();
    timer.after(
        delay,
        () -> {
          release(
              DelayHeader.negated(message, virtualHost.getMessageStore()), routingKey, properties);
          reference.release();
        });
  }

  private void release(AMQMessage due, String routingKey, InstanceProperties properties) {
    try (var reference = due.newReference()) {
      var result = new RoutingResult<>(due);
      direct(due, routingKey, properties, result);
      result.send(new AutoCommitTransaction(virtualHost.getMessageStore()), null);
    }
  }

  @Override
  protected void onBind(BindingIdentifier binding, Map<String, Object> arguments) {
    bindings
        .computeIfAbsent(binding.getBindingKey(), key -> ConcurrentHashMap.newKeySet())
        .add(binding.getDestination());
  }

  @Override
  protected void onBindingUpdated(BindingIdentifier binding, Map<String, Object> arguments) {
    onBind(binding, arguments);
  }

  @Override
  protected void onUnbind(BindingIdentifier binding) {
    bindings.getOrDefault(binding.getBindingKey(), Set.of()).remove(binding.getDestination());
  }

  @Override
  protected CompletableFuture<Void> beforeClose() {
    timer.close();
    return super.beforeClose();
  }

  @Override
  protected CompletableFuture<Void> onDelete() {
    timer.close();
    return super.onDelete();
  }

  /** Found by Broker-J as a service. */
  public static final class Factory
      extends AbstractConfiguredObjectTypeFactory<DelayedMessageExchange> {

    public Factory() {
      super(DelayedMessageExchange.class);
    }

    @Override
    protected DelayedMessageExchange createInstance(
        Map<String, Object> attributes, ConfiguredObject<?> parent) {
      return new DelayedMessageExchange(attributes, (QueueManagingVirtualHost<?>) parent);
    }
  }
}
