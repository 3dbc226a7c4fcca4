package io.github.registrationmail.broker;

import com.rabbitmq.client.Channel;
import java.time.Duration;
import java.util.Optional;

/**
 * The consumer on the channel of a {@link Link}, as last heard of, and the acks of its deliveries.
 * Its link guards it: it is not for several threads at once.
 */
final class LinkConsumer {

  private Optional<String> tag = Optional.empty();
  private Optional<Acknowledger> acknowledger = Optional.empty();
  private long lastHeardNanos = System.nanoTime();

  Optional<String> tag() {
    return tag;
  }

  Optional<Acknowledger> acknowledger() {
    return acknowledger;
  }

  /** There is a channel, and no consumer on it yet. */
  void opened(Channel channel) {
    acknowledger = Optional.of(new Acknowledger(channel));
  }

  void began(String consumerTag) {
    tag = Optional.of(consumerTag);
    acknowledger.ifPresent(Acknowledger::forget);
    lastHeardNanos = System.nanoTime();
  }

  void delivered(long deliveryTag) {
    acknowledger.ifPresent(acks -> acks.delivered(deliveryTag));
    lastHeardNanos = System.nanoTime();
  }

  /** Unless the delivery is of a consumer that is gone: the broker has those back. */
  void ack(String consumerTag, long deliveryTag) {
    if (tag.filter(consumerTag::equals).isPresent()) {
      acknowledger.ifPresent(acks -> acks.ack(deliveryTag));
      lastHeardNanos = System.nanoTime();
    }
  }

  void rejected(long deliveryTag) {
    acknowledger.ifPresent(acks -> acks.rejected(deliveryTag));
    lastHeardNanos = System.nanoTime();
  }

  /** Whether it has nothing in hand and was not given anything for this long. */
  boolean isSilentFor(Duration limit) {
    return tag.isPresent()
        && acknowledger.filter(acks -> acks.inHand() == 0).isPresent()
        && System.nanoTime() - lastHeardNanos > limit.toNanos();
  }

  /** The broker has ended it. */
  void cancelled() {
    tag = Optional.empty();
  }

  /** Its channel is gone. */
  void gone() {
    tag = Optional.empty();
    acknowledger = Optional.empty();
  }
}
