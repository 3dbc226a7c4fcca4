package io.github.registrationmail.reliability;

import io.github.registrationmail.stack.DatabaseOptions;
import io.github.registrationmail.stack.EmbeddedDatabase;
import java.sql.SQLException;

/**
 * How one embedded database follows another semi-synchronously, so that what is committed is on
 * both: the words for it differ.
 */
interface Replication {

  /** That of the database that tests have. */
  static Replication ofEmbedded() {
    return EmbeddedDatabase.isMySql() ? new MySqlReplication() : new MariaDbReplication();
  }

  /**
   * What a server is started with.
   *
   * @param id 1 or 2
   */
  DatabaseOptions server(int id);

  /** Begins to follow, and is read-only from now on. */
  void follow(int firstPort, int secondPort) throws SQLException;

  /** Whether what is committed on the first waits for somebody who follows. */
  boolean isFollowed(int firstPort);

  /** Whether the second has all that the first has. */
  boolean hasCaughtUp(int firstPort, int secondPort);

  /** Follows no longer, and can be written to. */
  void promote(int secondPort) throws SQLException;
}
