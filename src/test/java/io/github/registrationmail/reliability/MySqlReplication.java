package io.github.registrationmail.reliability;

import io.github.registrationmail.stack.DatabaseOptions;
import io.github.registrationmail.stack.EmbeddedDatabase;
import java.sql.SQLException;

/** That of MySQL 8: a server has sources and replicas, and a set of all transactions. */
final class MySqlReplication implements Replication {

  /** Those of a plugin are unknown while the data is made. */
  @Override
  public DatabaseOptions server(int id) {
    return DatabaseOptions.arguments(
        "--server-id=" + id,
        "--log-bin=binlog",
        "--gtid-mode=ON",
        "--enforce-gtid-consistency=ON",
        "--plugin-load-add=semisync_source.so",
        "--plugin-load-add=semisync_replica.so",
        "--loose-rpl-semi-sync-replica-enabled=ON",
        "--loose-rpl-semi-sync-source-timeout=30000");
  }

  @Override
  public void follow(int firstPort, int secondPort) throws SQLException {
    Rows.asAdministrator(firstPort).execute("set global rpl_semi_sync_source_enabled = 1");
    Rows.asAdministrator(secondPort)
        .execute(
            "set global super_read_only = 1",
            """
            change replication source to source_host = '127.0.0.1', source_port = %d,
              source_user = '%s', source_password = '%s', source_auto_position = 1,
              get_source_public_key = 1
            """
                .formatted(
                    firstPort, EmbeddedDatabase.ADMINISTRATOR, EmbeddedDatabase.ADMINISTRATOR),
            "start replica");
  }

  @Override
  public boolean isFollowed(int firstPort) {
    return Rows.asAdministrator(firstPort)
        .text(
            """
            select variable_value from performance_schema.global_status
            where variable_name = 'Rpl_semi_sync_source_clients'
            """)
        .equals("1");
  }

  @Override
  public boolean hasCaughtUp(int firstPort, int secondPort) {
    return Rows.asAdministrator(secondPort)
        .text(
            "select gtid_subset(?, @@global.gtid_executed)",
            Rows.asAdministrator(firstPort).text("select @@global.gtid_executed"))
        .equals("1");
  }

  @Override
  public void promote(int secondPort) throws SQLException {
    Rows.asAdministrator(secondPort)
        .execute("stop replica", "reset replica all", "set global read_only = 0");
  }
}
