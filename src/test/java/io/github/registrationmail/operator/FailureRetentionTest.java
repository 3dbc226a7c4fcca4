package io.github.registrationmail.operator;

import static io.github.registrationmail.support.Api.address;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.database.Database;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class FailureRetentionTest {

  @Inject SampleRows rows;
  @Inject Sql sql;
  @Inject Database database;

  @Test
  void deletesWhatIsOlderThanTheRetentionBatchByBatch() {
    long id = rows.registration(address("pruned"), "FAILED");
    for (int i = 0; i < 7; i++) {
      rows.failure(id, Duration.ofDays(91));
    }
    rows.failure(id, Duration.ofDays(89));

    new FailureRetention(database, new TwoAtOnce()).prune().await().atMost(Duration.ofSeconds(10));

    assertEquals(1, sql.number("select count(*) from mail_failure where user_id = ?", id));
  }

  private static final class TwoAtOnce implements RetentionConfig {
    @Override
    public Duration retention() {
      return Duration.ofDays(90);
    }

    @Override
    public Duration pruneEvery() {
      return Duration.ofHours(1);
    }

    @Override
    public int pruneBatch() {
      return 3;
    }
  }
}
