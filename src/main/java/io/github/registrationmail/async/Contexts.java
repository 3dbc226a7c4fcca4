package io.github.registrationmail.async;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import org.jspecify.annotations.Nullable;

/**
 * Decides on which Vert.x context a step runs: the context holds a request's scope, its trace and
 * the trace id of its log lines.
 */
public final class Contexts {

  private Contexts() {}

  /** Passes the answer on to the Vert.x context of the caller, whichever thread answers. */
  public static <T> Uni<T> returning(Uni<T> asked) {
    return Uni.createFrom().deferred(() -> returning(asked, Vertx.currentContext()));
  }

  private static <T> Uni<T> returning(Uni<T> asked, @Nullable Context to) {
    return to == null ? asked : asked.emitOn(task -> to.runOnContext(ignored -> task.run()));
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
