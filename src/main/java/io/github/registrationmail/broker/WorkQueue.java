package io.github.registrationmail.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Says how many messages wait in the work queue. */
@Singleton
public class WorkQueue {

  private final BrokerConfig config;
  private final BrokerLinks links;

  WorkQueue(BrokerConfig config, BrokerLinks links) {
    this.config = config;
    this.links = links;
  }

  /** Messages ready for delivery; 0 when the broker cannot be asked. */
  public Uni<Long> ready() {
    return Question.onWorker(links::answering, this::count).onFailure().recoverWithItem(0L);
  }

  private long count(Connection connection) throws IOException {
    try (Channel channel = connection.createChannel()) {
      return channel.messageCount(config.queue());
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }
}
