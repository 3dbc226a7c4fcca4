package io.github.registrationmail.bench;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import io.github.registrationmail.support.Jdbc;
import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.RunBroker;
import io.github.registrationmail.support.Servers;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;

/** The messages of the rows that are QUEUED, in the work queue, as the service publishes them. */
final class QueuedMessages {

  private static final BasicProperties FIRST_ATTEMPT =
      MessageProperties.PERSISTENT_TEXT_PLAIN.builder().headers(Map.of("x-attempt", 1)).build();

  private QueuedMessages() {}

  /** Returns when all are confirmed. */
  static void publish(Servers servers) throws Exception {
    try (Connection broker = RunBroker.connect(servers.broker().environment());
        java.sql.Connection database = new Jdbc(servers.database().environment()).connect();
        Statement select = database.createStatement()) {
      select.setFetchSize(Integer.MIN_VALUE);
      ConfirmWindow window = new ConfirmWindow(broker.createChannel(), servers.workQueue());
      long count = 0;
      try (ResultSet rows =
          select.executeQuery("select id from registration where mail_state = 'QUEUED'")) {
        for (; rows.next(); count++) {
          window.publish(FIRST_ATTEMPT, rows.getLong(1));
        }
      }
      window.await();
      Progress.say("%,d messages in the work queue", count);
    }
  }
}
