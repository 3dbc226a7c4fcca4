package io.github.registrationmail.async;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofHours(1);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void letsThroughWhatEndsInTime() {
    assertEquals("done", onEventLoop(TimeLimit.of(LONG, Uni.createFrom().item("done"))).join());
    assertEquals("done", TimeLimit.of(LONG, Uni.createFrom().item("done")).await().indefinitely());
  }

  @Test
  void failsAndCancelsWhatDoesNot() {
    AtomicBoolean cancelled = new AtomicBoolean();
    Uni<Object> work =
        Uni.createFrom().nothing().onCancellation().invoke(() -> cancelled.set(true));
    CompletionException late =
        assertThrows(
            CompletionException.class, () -> onEventLoop(TimeLimit.of(SHORT, work)).join());
    assertInstanceOf(TimeoutException.class, late.getCause());
    assertTrue(cancelled.get());
  }

  @Test
  void failsElsewhereThanOnAnEventLoopToo() {
    Uni<Object> work = TimeLimit.of(SHORT, Uni.createFrom().nothing());
    assertThrows(TimeoutException.class, () -> work.await().atMost(Duration.ofSeconds(10)));
  }

  /** A timer that stays until it is due would hold what the work has left. */
  @Test
  void keepsNothingOfWorkThatHasEnded() {
    WeakReference<Object> left = endedWork();
    await()
        .until(
            () -> {
              System.gc();
              return left.get() == null;
            });
  }

  private WeakReference<Object> endedWork() {
    Object held = new Object();
    Function<String, Integer> work = text -> held.hashCode() + text.length();
    onEventLoop(
            TimeLimit.of(
                LONG,
                Uni.createFrom()
                    .item("done")
                    .onItem()
                    .delayIt()
                    .by(Duration.ofMillis(10))
                    .map(work)))
        .join();
    return new WeakReference<>(held);
  }

  private <T> CompletableFuture<T> onEventLoop(Uni<T> uni) {
    Context context = vertx.getOrCreateContext();
    CompletableFuture<T> result = new CompletableFuture<>();
    context.runOnContext(
        ignored -> uni.subscribe().with(result::complete, result::completeExceptionally));
    return result;
  }
}
