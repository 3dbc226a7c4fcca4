package io.github.registrationmail.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import io.github.registrationmail.text.OneLine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.infrastructure.Infrastructure;
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

  /** So much of each text from outside is logged, in characters. */
  private static final int LONGEST = 200;

  /** What became of the probes. */
  enum Result {
    ROUTED(Optional.empty()),
    RETURNED(Optional.of("not routable: what is published does not reach a queue")),
    REFUSED(Optional.of("not proven: the broker does not confirm what is published")),
    NO_ANSWER(Optional.of("not proven: the broker does not answer what is published"));

    private final Optional<String> trouble;

    Result(Optional<String> trouble) {
      this.trouble = trouble;
    }

    /** What is wrong with the route, in a few words. */
    Optional<String> trouble() {
      return trouble;
    }
  }

  private final BrokerConfig config;
  private final Topology topology;
  private final DelayStrategy delays;
  private final Counter unroutable;

  RouteProof(BrokerConfig config, Topology topology, DelayStrategy delays, MeterRegistry meters) {
    this.config = config;
    this.topology = topology;
    this.delays = delays;
    this.unroutable = meters.counter("registration.broker.unroutable");
  }

  /** Whether a delivery with this AMQP type is a probe, not a mail. */
  public static boolean isProbe(Optional<String> type) {
    return type.filter(PROBE::equals).isPresent();
  }

  /**
   * Proves the route, declares it again where it is broken, and proves that. Blocks until the
   * broker has answered, or for 5 seconds each.
   *
   * @return what is broken even so, empty when all is well
   */
  Optional<String> ensure(Connection connection) throws IOException {
    Result result = prove(connection);
    if (result == Result.RETURNED) {
      topology.declare(connection);
      result = prove(connection);
    }
    return result.trouble();
  }

  /** Blocks until the broker has answered, or for 5 seconds. */
  Result prove(Connection connection) throws IOException {
    Channel channel = connection.createChannel();
    try {
      return prove(channel);
    } catch (ShutdownSignalException closed) {
      return noExchange(closed);
    } catch (TimeoutException e) {
      LOG.warn("RabbitMQ does not answer what is published");
      return Result.NO_ANSWER;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Result.NO_ANSWER;
    } finally {
      // its answer to this may take as long as the one to the probes
      Infrastructure.getDefaultWorkerPool().execute(() -> abort(channel));
    }
  }

  private Result prove(Channel channel) throws IOException, TimeoutException, InterruptedException {
    AtomicBoolean returned = new AtomicBoolean();
    channel.confirmSelect();
    channel.addReturnListener(
        message -> {
          returned.set(true);
          returned(message);
        });
    for (String key : delays.routes()) {
      channel.basicPublish(delays.exchange(), key, true, properties(), body());
    }
    boolean confirmed = channel.waitForConfirms(TIMEOUT_MILLIS);
    return returned.get() ? Result.RETURNED : confirmed ? Result.ROUTED : Result.REFUSED;
  }

  private static void abort(Channel channel) {
    try {
      channel.abort();
    } catch (IOException e) {
      LOG.debugf("the channel of the route probe: %s", e.getMessage());
    }
  }

  /** What {@code basic.return} says: one line for every message the broker hands back. */
  void returned(Return message) {
    unroutable.increment();
    LOG.errorf(
        "not delivered to any queue: exchange %s, routing key %s, message id %s, reply %d %s, body %s",
        message.getExchange(),
        message.getRoutingKey(),
        OneLine.of(String.valueOf(message.getProperties().getMessageId()), LONGEST),
        message.getReplyCode(),
        OneLine.of(message.getReplyText(), LONGEST),
        OneLine.of(new String(message.getBody(), StandardCharsets.UTF_8), LONGEST));
  }

  /** The broker closes the channel when it has no such exchange. */
  private Result noExchange(ShutdownSignalException closed) {
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
        OneLine.of(reason.getReplyText(), LONGEST));
    return Result.RETURNED;
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
