package io.github.registrationmail.stack;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.server.model.Exchange;
import org.apache.qpid.server.model.Queue;
import org.apache.qpid.server.protocol.ErrorCodes;
import org.apache.qpid.server.protocol.v0_8.AMQChannel;
import org.apache.qpid.server.protocol.v0_8.AMQShortString;
import org.apache.qpid.server.protocol.v0_8.FieldTable;
import org.apache.qpid.server.protocol.v0_8.FieldTableFactory;
import org.apache.qpid.server.protocol.v0_8.transport.ServerChannelMethodProcessor;
import org.apache.qpid.server.virtualhost.QueueManagingVirtualHost;

/** Stands before a channel of Broker-J and gives declarations and deletions RabbitMQ's meaning. */
final class RabbitChannel implements InvocationHandler {

  private static final ThreadLocal<Optional<AMQChannel>> CURRENT =
      ThreadLocal.withInitial(Optional::empty);

  private final AMQChannel channel;
  private final RabbitConnection connection;

  private RabbitChannel(AMQChannel channel, RabbitConnection connection) {
    this.channel = channel;
    this.connection = connection;
  }

  static ServerChannelMethodProcessor around(AMQChannel channel, RabbitConnection connection) {
    return (ServerChannelMethodProcessor)
        Proxy.newProxyInstance(
            RabbitChannel.class.getClassLoader(),
            new Class<?>[] {ServerChannelMethodProcessor.class},
            new RabbitChannel(channel, connection));
  }

  /** The channel whose frame this thread works on. */
  static Optional<AMQChannel> current() {
    return CURRENT.get();
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    CURRENT.set(Optional.of(channel));
    try {
      return switch (method.getName()) {
        case "receiveExchangeDeclare" -> exchangeDeclare(method, arguments);
        case "receiveQueueDeclare" -> queueDeclare(method, arguments);
        case "receiveQueueDelete" -> queueDelete(method, arguments);
        default -> method.invoke(channel, arguments);
      };
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      CURRENT.remove();
    }
  }

  /** Arguments: exchange, type, passive, durable, autoDelete, internal, nowait, arguments. */
  private Object exchangeDeclare(Method method, Object[] frame) throws Exception {
    String name = text(frame[0]);
    String type = text(frame[1]);
    boolean passive = (boolean) frame[2];
    if (!passive && !connection.knowsExchangeType(type)) {
      connection.sendConnectionClose(
          ErrorCodes.COMMAND_INVALID,
          "COMMAND_INVALID - unknown exchange type '%s'".formatted(type),
          channel.getChannelId());
      return null;
    }
    if (!passive) {
      var declared = Declaration.of(table(frame[7])).with("type", type).with("durable", frame[3]);
      if (differs("exchange", name, Exchange.class, declared)) {
        return null;
      }
      frame[7] = FieldTableFactory.createFieldTable(declared.asAttribute());
    }
    return method.invoke(channel, frame);
  }

  /** Arguments: queue, passive, durable, exclusive, autoDelete, nowait, arguments. */
  private Object queueDeclare(Method method, Object[] frame) throws Exception {
    String name = text(frame[0]);
    boolean passive = (boolean) frame[1];
    if (!passive) {
      Map<String, Object> arguments = table(frame[6]);
      var declared = Declaration.of(arguments).with("durable", frame[2]);
      if (differs("queue", name, Queue.class, declared)) {
        return null;
      }
      var attributes = QueueAttributes.of(name, arguments, virtualHost());
      attributes.putAll(declared.asAttribute());
      frame[6] = FieldTableFactory.createFieldTable(attributes);
    }
    return method.invoke(channel, frame);
  }

  private <C extends org.apache.qpid.server.model.ConfiguredObject<?>> boolean differs(
      String kind, String name, Class<C> category, Declaration declared) {
    @SuppressWarnings("unchecked")
    Object existing = virtualHost().getChildByName((Class) category, name);
    var difference =
        Optional.ofNullable((org.apache.qpid.server.model.ConfiguredObject<?>) existing)
            .flatMap(Declaration::declaredOn)
            .flatMap(declared::difference);
    difference.ifPresent(
        argument ->
            connection.closeChannelAndWriteFrame(
                channel,
                406,
                "PRECONDITION_FAILED - inequivalent arg %s for %s '%s' in vhost '/'"
                    .formatted(argument, kind, name)));
    return difference.isPresent();
  }

  /**
   * Arguments: queue, ifUnused, ifEmpty, nowait. RabbitMQ tells the consumers, Broker-J does not.
   */
  private Object queueDelete(Method method, Object[] frame) throws Exception {
    String name = text(frame[0]);
    List<Consumers.Consumer> before = Consumers.of(virtualHost(), name);
    method.invoke(channel, frame);
    if (virtualHost().getChildByName(Queue.class, name) == null) {
      before.forEach(Consumers.Consumer::cancel);
    }
    return null;
  }

  private QueueManagingVirtualHost<?> virtualHost() {
    return (QueueManagingVirtualHost<?>) connection.getAddressSpace();
  }

  private static String text(Object shortString) {
    return AMQShortString.toString((AMQShortString) shortString);
  }

  private static Map<String, Object> table(Object fieldTable) {
    return FieldTable.convertToMap((FieldTable) fieldTable);
  }
}
