package io.github.registrationmail.async;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Decides on which Vert.x context a step runs: the context holds a request's scope, its trace and
 * the trace id of its log lines.
 */
public final class Contexts {

  private static final Logger LOG = Logger.getLogger(Contexts.class);

  private Contexts() {}

  /** Passes the answer on to the Vert.x context of the caller, whichever thread answers. */
  public static <T> Uni<T> returning(Uni<T> asked) {
    return Uni.createFrom().deferred(() -> returning(asked, Vertx.currentContext()));
  }

  private static <T> Uni<T> returning(Uni<T> asked, @Nullable Context to) {
    return to == null ? asked : asked.emitOn(task -> to.runOnContext(ignored -> task.run()));
  }

  /**
   * Does the work soon, on a Vert.x context with a thread of its own, which also does what blocks:
   * one after the other, without a change of threads.
   */
  public static void onThreadOf(String name, Vertx vertx, Runnable work) {
    vertx
        .deployVerticle(
            new AbstractVerticle() {
              @Override
              public void start() {
                work.run();
              }
            },
            new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName(name)
                .setWorkerPoolSize(1))
        .onFailure(failure -> LOG.errorf(failure, "the work of %s failed", name));
  }

  /**
   * Does the work at once, but on a Vert.x context of its own: the work may change that context,
   * and the caller's stays as it is.
   */
  public static void apart(Runnable work) {
    if (VertxContext.createNewDuplicatedContext() instanceof ContextInternal own) {
      ContextInternal callers = own.beginDispatch();
      try {
        work.run();
      } finally {
        own.endDispatch(callers);
      }
    } else {
      work.run();
    }
  }
}
