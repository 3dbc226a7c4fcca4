package io.github.registrationmail.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import io.github.registrationmail.support.RunBroker;
import java.io.IOException;
import java.util.Map;

/** Persistent messages to a quorum queue of its own. */
final class ConfirmedPublish implements AutoCloseable {

  private final String queue = "run-publish-" + System.currentTimeMillis();
  private final Connection connection;
  private final Channel channel;
  private final ConfirmWindow window;

  ConfirmedPublish(RunBroker broker) throws Exception {
    connection = RunBroker.connect(broker.environment());
    channel = connection.createChannel();
    channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
    window = new ConfirmWindow(channel, queue);
  }

  /** Returns when all are confirmed. */
  void publish(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      window.publish(MessageProperties.PERSISTENT_TEXT_PLAIN, i);
    }
    window.await();
  }

  @Override
  public void close() throws IOException {
    try (connection) {
      channel.queueDelete(queue);
    }
  }
}
