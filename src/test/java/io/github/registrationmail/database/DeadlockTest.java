package io.github.registrationmail.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class DeadlockTest {

  private static final long A = 900_000_001;
  private static final long B = 900_000_002;

  @Inject Database database;
  @Inject Sql sql;

  private final CompletableFuture<Void> oneHasA = new CompletableFuture<>();
  private final CompletableFuture<Void> otherHasB = new CompletableFuture<>();

  @Test
  void runsTheLoserOfADeadlockAgain() {
    sql.execute("insert into user_notify(user_id, updatetime) values (?, now()), (?, now())", A, B);
    Uni<Void> one = inOrder(A, oneHasA, otherHasB, B);
    Uni<Void> other = inOrder(B, otherHasB, oneHasA, A);
    var unused = Uni.join().all(one, other).andFailFast().await().atMost(Duration.ofSeconds(20));
    assertEquals(3, sql.number("select notifynum from user_notify where user_id = ?", A));
    assertEquals(3, sql.number("select notifynum from user_notify where user_id = ?", B));
  }

  /** Nobody can have both rows before each has one, the first time. */
  private Uni<Void> inOrder(
      long first, CompletableFuture<Void> mine, CompletableFuture<Void> theirs, long second) {
    return database.transaction(
        connection ->
            increment(connection, first)
                .invoke(() -> mine.complete(null))
                .chain(() -> Uni.createFrom().completionStage(theirs))
                .chain(() -> increment(connection, second)));
  }

  private static Uni<Void> increment(SqlConnection connection, long id) {
    return connection
        .preparedQuery("update user_notify set notifynum = notifynum + 1 where user_id = ?")
        .execute(Tuple.of(id))
        .replaceWithVoid();
  }
}
