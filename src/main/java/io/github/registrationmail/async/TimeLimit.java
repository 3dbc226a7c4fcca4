package io.github.registrationmail.async;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Gives work a time limit whose timer is gone as soon as the work ends.
 *
 * <p>The timers of Quarkus' own executor stay until they are due, ended or not: at 2,000 mails a
 * second with a limit of 30 s those were 60,000, each with all that its mail held. Those of an
 * event loop go when they are cancelled.
 */
public final class TimeLimit {

  private TimeLimit() {}

  /** Fails with {@link TimeoutException}, and cancels the work, when it has not ended in time. */
  public static <T> Uni<T> of(Duration limit, Uni<T> work) {
    return Uni.createFrom().deferred(() -> work.ifNoItem().after(limit).on(timer()).fail());
  }

  /** Does the work after this time, on the caller's event loop, unless it is cancelled before. */
  public static Future<?> after(Duration time, Runnable work) {
    return timer().schedule(work, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static ScheduledExecutorService timer() {
    Context context = Vertx.currentContext();
    return context == null
        ? Infrastructure.getDefaultWorkerPool()
        : ((ContextInternal) context).nettyEventLoop();
  }
}
