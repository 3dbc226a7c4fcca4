package io.github.registrationmail.reliability;

import io.github.registrationmail.stack.DatabaseOptions;
import io.github.registrationmail.stack.EmbeddedDatabase;
import java.sql.SQLException;

/** That of MariaDB: a server has masters and slaves, and a position for each domain. */
final class MariaDbReplication implements Replication {

  @Override
  public DatabaseOptions server(int id) {
    return DatabaseOptions.arguments(
        "--server-id=" + id,
        "--log-bin=binlog",
        "--log-slave-updates",
        "--binlog-format=ROW",
        "--gtid-strict-mode=OFF",
        "--rpl-semi-sync-slave-enabled=ON",
        "--rpl-semi-sync-master-timeout=30000");
  }

  @Override
  public void follow(int firstPort, int secondPort) throws SQLException {
    Rows.asAdministrator(firstPort).execute("set global rpl_semi_sync_master_enabled = 1");
    Rows.asAdministrator(secondPort)
        .execute(
            "set global read_only = 1",
            """
            change master to master_host = '127.0.0.1', master_port = %d, master_user = '%s',
              master_password = '%s', master_ssl = 0, master_use_gtid = slave_pos
            """
                .formatted(
                    firstPort, EmbeddedDatabase.ADMINISTRATOR, EmbeddedDatabase.ADMINISTRATOR),
            "start slave");
  }

  @Override
  public boolean isFollowed(int firstPort) {
    return Rows.asAdministrator(firstPort)
        .text(
            """
            select variable_value from information_schema.global_status
            where variable_name = 'RPL_SEMI_SYNC_MASTER_CLIENTS'
            """)
        .equals("1");
  }

  @Override
  public boolean hasCaughtUp(int firstPort, int secondPort) {
    return Rows.asAdministrator(secondPort)
        .text("select @@gtid_slave_pos")
        .equals(Rows.asAdministrator(firstPort).text("select @@gtid_binlog_pos"));
  }

  @Override
  public void promote(int secondPort) throws SQLException {
    Rows.asAdministrator(secondPort)
        .execute("stop slave", "reset slave all", "set global read_only = 0");
  }
}
