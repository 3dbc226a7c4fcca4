package io.github.registrationmail.stack;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Broker and database come back on their ports: the one empty, the other with its data. */
class RestartTest {

  @Test
  void startsTheBrokerEmptyOnItsPort() throws Exception {
    try (var broker = new EmbeddedBroker()) {
      int port = broker.start(0);
      var client = BrokerClient.connect(port).declare();
      client.publish("1", Map.of());

      broker.stop();

      await().until(() -> !client.channel().isOpen());
      assertThrows(ConnectException.class, () -> BrokerClient.connect(port));
      broker.start();
      try (var again = BrokerClient.connect(port)) {
        var missing =
            assertThrows(
                IOException.class, () -> again.channel().queueDeclarePassive(BrokerClient.WORK));
        assertEquals(true, missing.getCause().getMessage().contains("404"));
      }
    }
  }

  @Test
  void closesTheConnectionsOfARunningBroker() throws Exception {
    try (var broker = new EmbeddedBroker();
        var client = BrokerClient.connect(broker.start(0))) {
      broker.closeConnections();

      await().until(() -> !client.channel().isOpen());
      BrokerClient.connect(broker.port()).close();
    }
  }

  @Test
  void namesThePortThatIsTaken() {
    try (var broker = new EmbeddedBroker();
        var second = new EmbeddedBroker()) {
      int port = broker.start(0);

      var failure = assertThrows(IllegalStateException.class, () -> second.start(port));

      assertEquals("The embedded broker cannot start on port " + port, failure.getMessage());
    }
  }

  @Test
  void keepsTheDataOfTheDatabase() throws Exception {
    try (var database = new EmbeddedDatabase()) {
      int port = database.start(0);
      assertEquals(0, execute(port, "create table kept (id int)"));
      assertEquals(1, execute(port, "insert into kept values (1)"));

      database.stop();

      assertThrows(SQLException.class, () -> execute(port, "select 1"));
      database.start();
      assertEquals(1, execute(port, "delete from kept"));
    }
  }

  private static int execute(int port, String sql) throws SQLException {
    String url = "jdbc:mysql://127.0.0.1:%d/%s".formatted(port, EmbeddedDatabase.NAME);
    try (var connection =
            DriverManager.getConnection(url, EmbeddedDatabase.USERNAME, EmbeddedDatabase.PASSWORD);
        var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }
}
