package io.github.registrationmail.bench;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;

/** Publishes straight to a queue on one channel, with asynchronous confirms. */
final class ConfirmWindow {

  /** Unconfirmed at once, as many as the service has. */
  private static final int SIZE = 2000;

  private final Channel channel;
  private final String queue;
  private final Semaphore free = new Semaphore(SIZE);
  private final ConcurrentNavigableMap<Long, Boolean> unconfirmed = new ConcurrentSkipListMap<>();

  ConfirmWindow(Channel channel, String queue) throws IOException {
    this.channel = channel;
    this.queue = queue;
    channel.confirmSelect();
    channel.addConfirmListener(
        this::confirmed,
        (tag, multiple) -> {
          throw new IOException("the broker did not take a message");
        });
  }

  /** Waits while too many are not confirmed. */
  void publish(BasicProperties properties, long body) throws IOException, InterruptedException {
    free.acquire();
    unconfirmed.put(channel.getNextPublishSeqNo(), true);
    channel.basicPublish(
        "", queue, properties, Long.toString(body).getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns when all are confirmed. */
  void await() throws InterruptedException {
    free.acquire(SIZE);
    free.release(SIZE);
  }

  private void confirmed(long tag, boolean multiple) {
    var these = unconfirmed.subMap(multiple ? 0L : tag, true, tag, true);
    int count = these.size();
    these.clear();
    free.release(count);
  }
}
