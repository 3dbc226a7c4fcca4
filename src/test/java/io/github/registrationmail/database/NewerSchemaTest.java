package io.github.registrationmail.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A newer version has migrated the schema, and its upgrade is taken back. */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class NewerSchemaTest {

  @Inject Flyway flyway;
  @Inject Sql sql;

  @Test
  void startsOnTheSchemaOfANewerVersion() {
    sql.execute(
        """
        insert into flyway_schema_history(installed_rank, version, description, type, script,
          checksum, installed_by, execution_time, success)
        select max(installed_rank) + 1, '999', 'later', 'SQL', 'V999__later.sql', 1, 'later', 1, 1
        from flyway_schema_history
        """);

    // what the start does: it validates before it migrates
    assertEquals(0, flyway.migrate().migrationsExecuted);
  }

  @AfterEach
  void forget() {
    sql.execute("delete from flyway_schema_history where version = '999'");
  }
}
