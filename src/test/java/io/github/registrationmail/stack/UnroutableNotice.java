package io.github.registrationmail.stack;

import org.apache.qpid.server.protocol.ErrorCodes;
import org.apache.qpid.server.protocol.v0_8.AMQChannel;
import org.apache.qpid.server.protocol.v0_8.AMQMessage;
import org.apache.qpid.server.protocol.v0_8.AMQShortString;

/**
 * The {@code basic.return} that RabbitMQ's delayed exchange answers to a mandatory message at once,
 * although it will deliver it later.
 */
final class UnroutableNotice {

  private UnroutableNotice() {}

  static void send(AMQMessage message) {
    if (message.isMandatory()) {
      RabbitChannel.current().ifPresent(channel -> send(message, channel));
    }
  }

  private static void send(AMQMessage message, AMQChannel channel) {
    var reference = message.newReference();
    Later.on(
        channel,
        () -> {
          channel
              .getConnection()
              .getProtocolOutputConverter()
              .writeReturn(
                  message.getMessagePublishInfo(),
                  message.getContentHeaderBody(),
                  message,
                  channel.getChannelId(),
                  ErrorCodes.NO_ROUTE,
                  AMQShortString.createAMQShortString("NO_ROUTE"));
          reference.release();
        });
  }
}
