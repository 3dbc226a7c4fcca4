package io.github.registrationmail.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Proves that whatever is published reaches a queue, by a mandatory publish for every routing key,
 * without delay: a delayed exchange answers that truthfully, while it returns every delayed one.
 * The consumer knows the probe by its type and drops it.
 */
@Singleton
public class RouteProof {

  private static final Logger LOG = Logger.getLogger(RouteProof.class);

  /** AMQP type, and body, of a probe. */
  public static final String PROBE = "route-probe";

  private static final long TIMEOUT_MILLIS = 5000;

  private final BrokerConfig config;
  private final DelayStrategy delays;
  private final Counter unroutable;

  RouteProof(BrokerConfig config, DelayStrategy delays, MeterRegistry meters) {
    this.config = config;
    this.delays = delays;
    this.unroutable = meters.counter("registration.broker.unroutable");
  }

  /** Whether a delivery with this AMQP type is a probe, not a mail. */
  public static boolean isProbe(Optional<String> type) {
    return type.filter(PROBE::equals).isPresent();
  }

  /** Blocks until the broker has answered; true when every probe was routed. */
  boolean prove(Connection connection) throws IOException {
    AtomicBoolean routed = new AtomicBoolean(true);
    try (Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      channel.addReturnListener(
          message -> {
            routed.set(false);
            returned(message);
          });
      for (String key : delays.routes()) {
        channel.basicPublish(delays.exchange(), key, true, properties(), body());
      }
      channel.waitForConfirmsOrDie(TIMEOUT_MILLIS);
    } catch (ShutdownSignalException closed) {
      return noExchange(closed);
    } catch (TimeoutException | InterruptedException e) {
      throw new IOException("no answer to the route probe", e);
    }
    return routed.get();
  }

  /** What {@code basic.return} says: one line for every message the broker hands back. */
  void returned(Return message) {
    unroutable.increment();
    LOG.errorf(
        "not delivered to any queue: exchange %s, routing key %s, message id %s, reply %d %s, body %s",
        message.getExchange(),
        message.getRoutingKey(),
        message.getProperties().getMessageId(),
        message.getReplyCode(),
        message.getReplyText(),
        new String(message.getBody(), StandardCharsets.UTF_8));
  }

  /** To an exchange that does not exist the broker answers by closing the channel. */
  private boolean noExchange(ShutdownSignalException closed) {
    if (closed.isHardError()
        || !(closed.getReason() instanceof AMQP.Channel.Close reason)
        || reason.getReplyCode() != AMQP.NOT_FOUND) {
      throw closed;
    }
    unroutable.increment();
    LOG.errorf(
        "not delivered to any queue: exchange %s, routing key %s, message id %s, reply %d %s",
        delays.exchange(),
        config.routingKey(),
        PROBE,
        reason.getReplyCode(),
        reason.getReplyText());
    return false;
  }

  private static AMQP.BasicProperties properties() {
    return new AMQP.BasicProperties.Builder()
        .type(PROBE)
        .messageId(PROBE + "-" + UUID.randomUUID())
        .contentType("text/plain")
        .build();
  }

  private static byte[] body() {
    return PROBE.getBytes(StandardCharsets.UTF_8);
  }
}
