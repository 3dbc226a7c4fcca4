package io.github.registrationmail.stack;

import java.util.concurrent.CompletableFuture;
import org.apache.qpid.server.protocol.v0_8.AMQChannel;
import org.apache.qpid.server.txn.ServerTransaction;

/** Queues work behind all that a channel still has to answer. */
final class Later implements ServerTransaction.Action {

  private final Runnable work;

  private Later(Runnable work) {
    this.work = work;
  }

  static void on(AMQChannel channel, Runnable work) {
    channel.recordFuture(CompletableFuture.completedFuture(null), new Later(work));
  }

  @Override
  public void postCommit() {
    work.run();
  }

  @Override
  public void onRollback() {
    work.run();
  }
}
