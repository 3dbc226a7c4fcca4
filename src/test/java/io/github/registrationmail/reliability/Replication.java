package io.github.registrationmail.reliability;

import io.github.registrationmail.stack.DatabaseOptions;
import io.github.registrationmail.stack.EmbeddedDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * How one embedded database follows another semi-synchronously, so that what is committed is on
 * both: MariaDB and MySQL 8 differ in their words alone.
 *
 * @param arguments of both servers
 * @param awaitOther has the first wait for somebody who follows before it has committed
 * @param readOnly has the second take no writes
 * @param change names its source to the second: port, user and password
 * @param start has it follow
 * @param clients how many follow the first so that it waits for them
 * @param position what the first has
 * @param reached whether the second has that, which is its parameter: 1 if it has
 * @param promote has the second follow no longer, and take writes
 */
record Replication(
    List<String> arguments,
    String awaitOther,
    String readOnly,
    String change,
    String start,
    String clients,
    String position,
    String reached,
    List<String> promote) {

  private static final Replication MARIADB =
      new Replication(
          List.of(
              "--log-bin=binlog",
              "--log-slave-updates",
              "--binlog-format=ROW",
              "--gtid-strict-mode=OFF",
              "--rpl-semi-sync-slave-enabled=ON",
              "--rpl-semi-sync-master-timeout=30000"),
          "set global rpl_semi_sync_master_enabled = 1",
          "set global read_only = 1",
          """
          change master to master_host = '127.0.0.1', master_port = %d, master_user = '%s',
            master_password = '%s', master_ssl = 0, master_use_gtid = slave_pos
          """,
          "start slave",
          """
          select variable_value from information_schema.global_status
          where variable_name = 'RPL_SEMI_SYNC_MASTER_CLIENTS'
          """,
          "select @@gtid_binlog_pos",
          "select ? = @@gtid_slave_pos",
          List.of("stop slave", "reset slave all", "set global read_only = 0"));

  /** The arguments of a plugin are unknown while the data is made. */
  private static final Replication MYSQL =
      new Replication(
          List.of(
              "--log-bin=binlog",
              "--gtid-mode=ON",
              "--enforce-gtid-consistency=ON",
              "--plugin-load-add=semisync_source.so",
              "--plugin-load-add=semisync_replica.so",
              "--loose-rpl-semi-sync-replica-enabled=ON",
              "--loose-rpl-semi-sync-source-timeout=30000"),
          "set global rpl_semi_sync_source_enabled = 1",
          "set global super_read_only = 1",
          """
          change replication source to source_host = '127.0.0.1', source_port = %d,
            source_user = '%s', source_password = '%s', source_auto_position = 1,
            get_source_public_key = 1
          """,
          "start replica",
          """
          select variable_value from performance_schema.global_status
          where variable_name = 'Rpl_semi_sync_source_clients'
          """,
          "select @@global.gtid_executed",
          "select gtid_subset(?, @@global.gtid_executed)",
          List.of("stop replica", "reset replica all", "set global read_only = 0"));

  /** That of the database that tests have. */
  static Replication ofEmbedded() {
    return EmbeddedDatabase.isMySql() ? MYSQL : MARIADB;
  }

  /**
   * What a server is started with.
   *
   * @param id 1 or 2
   */
  DatabaseOptions server(int id) {
    return new DatabaseOptions(
        Stream.concat(Stream.of("--server-id=" + id), arguments.stream()).toList(), List.of());
  }

  /** The second begins to follow the first, and is read-only from now on. */
  void follow(int firstPort, int secondPort) throws SQLException {
    Rows.asAdministrator(firstPort).execute(awaitOther);
    String source =
        change.formatted(firstPort, EmbeddedDatabase.ADMINISTRATOR, EmbeddedDatabase.ADMINISTRATOR);
    Rows.asAdministrator(secondPort).execute(readOnly, source, start);
  }

  /** Whether what is committed on the first waits for somebody who follows. */
  boolean isFollowed(int firstPort) {
    return Rows.asAdministrator(firstPort).text(clients).equals("1");
  }

  /** Whether the second has all that the first has. */
  boolean hasCaughtUp(int firstPort, int secondPort) {
    String first = Rows.asAdministrator(firstPort).text(position);
    return Rows.asAdministrator(secondPort).text(reached, first).equals("1");
  }

  /** The second follows no longer, and can be written to. */
  void promote(int secondPort) throws SQLException {
    Rows.asAdministrator(secondPort).execute(promote.toArray(String[]::new));
  }
}
