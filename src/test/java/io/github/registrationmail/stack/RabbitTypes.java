package io.github.registrationmail.stack;

import java.util.Collection;
import java.util.List;
import org.apache.qpid.server.model.ConfiguredObject;
import org.apache.qpid.server.model.ConfiguredObjectInjectedAttribute;
import org.apache.qpid.server.model.ConfiguredObjectInjectedOperation;
import org.apache.qpid.server.model.ConfiguredObjectInjectedStatistic;
import org.apache.qpid.server.model.ConfiguredSettableInjectedAttribute;
import org.apache.qpid.server.model.Exchange;
import org.apache.qpid.server.model.Initialization;
import org.apache.qpid.server.model.Queue;
import org.apache.qpid.server.plugin.ConfiguredObjectAttributeInjector;
import org.apache.qpid.server.plugin.ConfiguredObjectRegistration;

/** Makes our exchange types, and what they and the queues remember, known to Broker-J. */
public final class RabbitTypes
    implements ConfiguredObjectAttributeInjector, ConfiguredObjectRegistration {

  @Override
  public String getType() {
    return "stack";
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Collection<Class<? extends ConfiguredObject>> getConfiguredObjectClasses() {
    return List.of(DelayedMessageExchange.class, DeadLetterRouter.class);
  }

  @Override
  public Collection<ConfiguredObjectInjectedAttribute<?, ?>> getInjectedAttributes() {
    return List.of(
        attribute(Declaration.ATTRIBUTE, Queue.class, Exchange.class),
        attribute(QueueAttributes.DEAD_LETTER_EXCHANGE, Exchange.class),
        attribute(QueueAttributes.DEAD_LETTER_ROUTING_KEY, Exchange.class));
  }

  private static ConfiguredObjectInjectedAttribute<?, ?> attribute(String name, Class<?>... of) {
    return new ConfiguredSettableInjectedAttribute<>(
        name,
        String.class,
        String.class,
        null,
        false,
        true,
        true,
        "",
        false,
        "",
        name,
        new String[0],
        "",
        type -> List.of(of).stream().anyMatch(category -> category.isAssignableFrom(type)),
        Initialization.none);
  }

  @Override
  public Collection<ConfiguredObjectInjectedStatistic<?, ?>> getInjectedStatistics() {
    return List.of();
  }

  @Override
  public Collection<ConfiguredObjectInjectedOperation<?>> getInjectedOperations() {
    return List.of();
  }
}
