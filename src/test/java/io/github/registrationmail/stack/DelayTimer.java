package io.github.registrationmail.stack;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs work after a delay on one daemon thread, equal delays in the order in which they came. */
final class DelayTimer implements AutoCloseable {

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, DelayTimer::thread);

  DelayTimer() {
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    executor.setRejectedExecutionHandler(new ScheduledThreadPoolExecutor.DiscardPolicy());
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "stack-broker-delayed");
    thread.setDaemon(true);
    return thread;
  }

  void after(Duration delay, Runnable work) {
    executor.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Drops what still waits. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
