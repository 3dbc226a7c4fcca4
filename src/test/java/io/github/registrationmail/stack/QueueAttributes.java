package io.github.registrationmail.stack;

import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.server.model.AlternateBinding;
import org.apache.qpid.server.model.Exchange;
import org.apache.qpid.server.model.Queue;
import org.apache.qpid.server.model.Queue.ExpiryPolicy;
import org.apache.qpid.server.virtualhost.QueueManagingVirtualHost;

/** Says RabbitMQ's queue arguments in Broker-J's words; the others have no effect. */
final class QueueAttributes {

  static final String DEAD_LETTER_EXCHANGE = "x-dead-letter-exchange";
  static final String DEAD_LETTER_ROUTING_KEY = "x-dead-letter-routing-key";
  private static final String MESSAGE_TTL = "x-message-ttl";

  private QueueAttributes() {}

  static Map<String, Object> of(
      String queue, Map<String, Object> arguments, QueueManagingVirtualHost<?> virtualHost) {
    var attributes = new HashMap<String, Object>();
    if (arguments.get(MESSAGE_TTL) instanceof Number ttl) {
      attributes.put(Queue.MAXIMUM_MESSAGE_TTL, ttl.longValue());
      attributes.put(Queue.EXPIRY_POLICY, ExpiryPolicy.ROUTE_TO_ALTERNATE.name());
    }
    if (arguments.containsKey(DEAD_LETTER_EXCHANGE)) {
      String router = router(queue, arguments, virtualHost);
      attributes.put(Queue.ALTERNATE_BINDING, Map.of(AlternateBinding.DESTINATION, router));
    }
    return attributes;
  }

  private static String router(
      String queue, Map<String, Object> arguments, QueueManagingVirtualHost<?> virtualHost) {
    String name = "dead-letter-router." + queue;
    if (virtualHost.getChildByName(Exchange.class, name) == null) {
      var attributes = new HashMap<String, Object>();
      attributes.put(Exchange.NAME, name);
      attributes.put(Exchange.TYPE, DeadLetterRouter.TYPE);
      attributes.put(Exchange.DURABLE, true);
      attributes.put(DEAD_LETTER_EXCHANGE, arguments.get(DEAD_LETTER_EXCHANGE));
      attributes.put(DEAD_LETTER_ROUTING_KEY, arguments.get(DEAD_LETTER_ROUTING_KEY));
      attributes.values().removeIf(java.util.Objects::isNull);
      virtualHost.createMessageDestination(Exchange.class, attributes);
    }
    return name;
  }
}
