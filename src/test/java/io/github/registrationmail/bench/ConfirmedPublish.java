package io.github.registrationmail.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import io.github.registrationmail.support.RunBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;

/** Persistent messages straight to a quorum queue on one channel, with asynchronous confirms. */
final class ConfirmedPublish implements AutoCloseable {

  /** Unconfirmed at once, as many as the service has. */
  private static final int WINDOW = 2000;

  private final String queue = "run-publish-" + System.currentTimeMillis();
  private final Connection connection;
  private final Channel channel;
  private final Semaphore window = new Semaphore(WINDOW);
  private final ConcurrentNavigableMap<Long, Boolean> unconfirmed = new ConcurrentSkipListMap<>();

  ConfirmedPublish(RunBroker broker) throws Exception {
    connection = RunBroker.connect(broker.environment());
    channel = connection.createChannel();
    channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
    channel.confirmSelect();
    channel.addConfirmListener(
        this::confirmed,
        (tag, multiple) -> {
          throw new IOException("the broker did not take a message");
        });
  }

  /** Returns when all are confirmed. */
  void publish(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      window.acquire();
      unconfirmed.put(channel.getNextPublishSeqNo(), true);
      byte[] body = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
      channel.basicPublish("", queue, MessageProperties.PERSISTENT_TEXT_PLAIN, body);
    }
    window.acquire(WINDOW);
    window.release(WINDOW);
  }

  private void confirmed(long tag, boolean multiple) {
    var these = unconfirmed.subMap(multiple ? 0L : tag, true, tag, true);
    int count = these.size();
    these.clear();
    window.release(count);
  }

  @Override
  public void close() throws IOException {
    try (connection) {
      channel.queueDelete(queue);
    }
  }
}
