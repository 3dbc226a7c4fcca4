package io.github.registrationmail.broker;

import com.rabbitmq.client.Connection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A question to the broker, over a connection the service has anyway; it blocks. */
interface Question<T> {

  Duration TIMEOUT = Duration.ofSeconds(15);

  T ask(Connection connection) throws IOException;

  /** Asks on a worker thread; fails when there is no connection, or no answer in time. */
  static <T> Uni<T> onWorker(Supplier<Optional<Connection>> connection, Question<T> question) {
    return Uni.createFrom()
        .item(() -> answer(connection, question))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .ifNoItem()
        .after(TIMEOUT)
        .fail();
  }

  private static <T> T answer(Supplier<Optional<Connection>> connection, Question<T> question) {
    try {
      return question.ask(
          connection.get().orElseThrow(() -> new IOException("RabbitMQ is not connected")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
