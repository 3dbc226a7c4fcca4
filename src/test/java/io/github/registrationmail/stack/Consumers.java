package io.github.registrationmail.stack;

import java.util.List;
import java.util.stream.Stream;
import org.apache.qpid.server.model.Queue;
import org.apache.qpid.server.protocol.v0_8.AMQChannel;
import org.apache.qpid.server.protocol.v0_8.AMQShortString;
import org.apache.qpid.server.protocol.v0_8.ConsumerTarget_0_8;
import org.apache.qpid.server.queue.QueueConsumer;
import org.apache.qpid.server.virtualhost.QueueManagingVirtualHost;

/** The consumers of a queue, to be told when it is deleted. */
final class Consumers {

  private Consumers() {}

  static List<Consumer> of(QueueManagingVirtualHost<?> virtualHost, String queue) {
    return Stream.ofNullable(virtualHost.getChildByName(Queue.class, queue))
        .flatMap(found -> ((Queue<?>) found).getConsumers().stream())
        .map(consumer -> (ConsumerTarget_0_8) ((QueueConsumer<?, ?>) consumer).getTarget())
        .map(target -> new Consumer(target.getChannel(), target.getConsumerTag()))
        .toList();
  }

  /** One subscription of one channel. */
  record Consumer(AMQChannel channel, AMQShortString tag) {

    /** Sends {@code basic.cancel} and frees the tag for a new subscription. */
    void cancel() {
      channel.getAMQPConnection().doOnIOThreadAsync(this::send);
    }

    private void send() {
      channel.receiveBasicCancel(tag, true);
      var cancel = channel.getConnection().getMethodRegistry().createBasicCancelBody(tag, true);
      channel.getConnection().writeFrame(cancel.generateFrame(channel.getChannelId()));
    }
  }
}
