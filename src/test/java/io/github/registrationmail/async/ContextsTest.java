package io.github.registrationmail.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContextsTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void workApartLeavesNothingOnTheCallersContext() throws Exception {
    onRequestContext(
        () -> {
          Context callers = Vertx.currentContext();
          Contexts.apart(
              () -> {
                assertNotSame(callers, Vertx.currentContext());
                Vertx.currentContext().putLocal("trace", "theirs");
              });
          assertSame(callers, Vertx.currentContext());
          assertNull(callers.<String>getLocal("trace"));
          return true;
        });
  }

  @Test
  void failuresOfWorkApartAreTheCallers() throws Exception {
    onRequestContext(
        () -> {
          Context callers = Vertx.currentContext();
          assertThrows(IllegalStateException.class, () -> Contexts.apart(ContextsTest::fail));
          assertSame(callers, Vertx.currentContext());
          return true;
        });
  }

  @Test
  void workApartIsDoneWhereThereIsNoContext() {
    int[] done = {0};
    Contexts.apart(() -> done[0]++);
    assertEquals(1, done[0]);
  }

  @Test
  void answersComeOnTheContextOfWhoAsked() throws Exception {
    CompletableFuture<String> elsewhere = new CompletableFuture<>();
    CompletableFuture<Context> answeredOn = new CompletableFuture<>();
    Context asked =
        onRequestContext(
            () -> {
              var unused =
                  Contexts.returning(Uni.createFrom().completionStage(elsewhere))
                      .subscribe()
                      .with(answer -> answeredOn.complete(Vertx.currentContext()));
              return Vertx.currentContext();
            });
    elsewhere.complete("answer");
    assertSame(asked, answeredOn.get(10, TimeUnit.SECONDS));
  }

  private static void fail() {
    throw new IllegalStateException("failed");
  }

  /** Each request has one of these. */
  private <T> T onRequestContext(Callable<T> work) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
    context.runOnContext(
        ignored -> {
          try {
            result.complete(work.call());
          } catch (Throwable failure) {
            result.completeExceptionally(failure);
          }
        });
    return result.get(10, TimeUnit.SECONDS);
  }
}
