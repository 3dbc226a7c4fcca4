package io.github.registrationmail.broker;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Links with one consumer and no connection, that keep what would be acknowledged. */
public final class RecordedLinks extends BrokerLinks {

  private final List<String> said = new CopyOnWriteArrayList<>();

  /** The channel's consumer has this tag. */
  public RecordedLinks(String channel, String consumerTag) {
    super(new SimpleMeterRegistry());
    link(channel, true, false).consuming(consumerTag);
  }

  /** {@code ack 7} by its delivery tag, and {@code flush}, in their order. */
  public List<String> said() {
    return List.copyOf(said);
  }

  @Override
  public void ack(String channel, String consumerTag, long deliveryTag) {
    said.add("ack " + deliveryTag);
  }

  @Override
  public void flushAcks(String channel) {
    said.add("flush");
  }
}
