package io.github.registrationmail.stack;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Protocol;
import org.apache.qpid.server.model.Transport;
import org.apache.qpid.server.model.port.AmqpPort;
import org.apache.qpid.server.protocol.v0_8.AMQChannel;
import org.apache.qpid.server.protocol.v0_8.AMQPConnection_0_8Impl;
import org.apache.qpid.server.protocol.v0_8.transport.AMQDataBlock;
import org.apache.qpid.server.protocol.v0_8.transport.AMQFrame;
import org.apache.qpid.server.protocol.v0_8.transport.BasicNackBody;
import org.apache.qpid.server.protocol.v0_8.transport.ServerChannelMethodProcessor;
import org.apache.qpid.server.transport.AggregateTicker;
import org.apache.qpid.server.transport.ServerNetworkConnection;

/** A connection that answers like RabbitMQ where Broker-J does otherwise. */
public final class RabbitConnection extends AMQPConnection_0_8Impl {

  private final Map<AMQChannel, ServerChannelMethodProcessor> channels = new ConcurrentHashMap<>();

  RabbitConnection(
      Broker<?> broker,
      ServerNetworkConnection network,
      AmqpPort<?> port,
      Transport transport,
      long id,
      AggregateTicker ticker) {
    super(broker, network, port, transport, Protocol.AMQP_0_9_1, id, ticker);
  }

  @Override
  public ServerChannelMethodProcessor getChannelMethodProcessor(int channelId) {
    var processor = super.getChannelMethodProcessor(channelId);
    if (processor instanceof AMQChannel channel) {
      channels.keySet().removeIf(AMQChannel::isClosing);
      return channels.computeIfAbsent(channel, c -> RabbitChannel.around(c, this));
    }
    return processor;
  }

  @Override
  public void writeFrame(AMQDataBlock block) {
    if (block instanceof AMQFrame frame && frame.getBodyFrame() instanceof BasicNackBody nack) {
      // Broker-J: nack, then return; RabbitMQ: return, then ack
      var channel = getChannel(frame.getChannel());
      var ack = getMethodRegistry().createBasicAckBody(nack.getDeliveryTag(), nack.getMultiple());
      var acked = ack.generateFrame(frame.getChannel());
      Later.on(channel, () -> Later.on(channel, () -> super.writeFrame(acked)));
    } else {
      super.writeFrame(block);
    }
  }

  /** Whether an exchange of this type may be declared here. */
  boolean knowsExchangeType(String type) {
    return getContextValue(Boolean.class, BrokerConfiguration.DELAYED_EXCHANGE)
        || !DelayedMessageExchange.TYPE.equals(type);
  }
}
