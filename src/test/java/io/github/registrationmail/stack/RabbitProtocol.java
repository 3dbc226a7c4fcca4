package io.github.registrationmail.stack;

import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Protocol;
import org.apache.qpid.server.model.Transport;
import org.apache.qpid.server.model.port.AmqpPort;
import org.apache.qpid.server.plugin.ProtocolEngineCreator;
import org.apache.qpid.server.protocol.v0_8.ProtocolEngineCreator_0_9_1;
import org.apache.qpid.server.transport.AggregateTicker;
import org.apache.qpid.server.transport.ProtocolEngine;
import org.apache.qpid.server.transport.ServerNetworkConnection;

/** AMQP 0-9-1 whose connections are {@link RabbitConnection}s. */
public final class RabbitProtocol implements ProtocolEngineCreator {

  private final ProtocolEngineCreator plain = new ProtocolEngineCreator_0_9_1();

  @Override
  public String getType() {
    return "rabbitmq";
  }

  @Override
  public Protocol getVersion() {
    return plain.getVersion();
  }

  @Override
  public byte[] getHeaderIdentifier() {
    return plain.getHeaderIdentifier();
  }

  @Override
  public byte[] getSuggestedAlternativeHeader() {
    return plain.getSuggestedAlternativeHeader();
  }

  @Override
  public ProtocolEngine newProtocolEngine(
      Broker<?> broker,
      ServerNetworkConnection network,
      AmqpPort<?> port,
      Transport transport,
      long id,
      AggregateTicker ticker) {
    var connection = new RabbitConnection(broker, network, port, transport, id, ticker);
    connection.create();
    return connection;
  }
}
