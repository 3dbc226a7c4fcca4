package io.github.registrationmail.broker;

import com.rabbitmq.client.AMQP.Queue.DeclareOk;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Says how many messages wait in the work queue, and how many take from it. */
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
    return standing().map(Standing::ready).onFailure().recoverWithItem(0L);
  }

  /** What waits in it and who takes from it; fails when the broker cannot be asked. */
  Uni<Standing> standing() {
    return Question.onWorker(links::answering, this::declare);
  }

  /** Passively: nothing is changed, and a queue that is not there is a failure. */
  private Standing declare(Connection connection) throws IOException {
    try (Channel channel = connection.createChannel()) {
      DeclareOk found = channel.queueDeclarePassive(config.queue());
      return new Standing(found.getMessageCount(), found.getConsumerCount());
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }

  /**
   * What there is at one moment.
   *
   * @param ready messages that wait
   * @param consumers of all replicas
   */
  public record Standing(long ready, long consumers) {}
}
