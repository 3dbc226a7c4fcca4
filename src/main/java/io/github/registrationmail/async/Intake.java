package io.github.registrationmail.async;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Takes items from a stream, a bounded number at once, and can stop without dropping what it has
 * taken. A stream that ends (the broker cancels a consumer whose queue is gone) is restored and
 * subscribed to again.
 */
public final class Intake<T> {

  private static final Logger LOG = Logger.getLogger(Intake.class);
  private static final Duration RESUBSCRIBE_AFTER = Duration.ofSeconds(1);
  private static final Flow.Subscription NONE =
      new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
      };

  private final Multi<T> source;
  private final Function<T, Uni<Void>> handler;
  private final Supplier<Uni<Void>> restore;
  private final CompletableFuture<Void> drained = new CompletableFuture<>();

  private Flow.Subscription upstream = NONE;
  private int concurrency;
  private int taken;
  private int requested;
  private boolean stopped;

  /**
   * @param handler ends with an item or a failure, within some time
   * @param restore brings the source back after it has ended
   */
  public Intake(
      Multi<T> source,
      int concurrency,
      Function<T, Uni<Void>> handler,
      Supplier<Uni<Void>> restore) {
    this.source = source;
    this.concurrency = concurrency;
    this.handler = handler;
    this.restore = restore;
  }

  public void start() {
    source.subscribe().withSubscriber(new Taker());
  }

  /**
   * Sets how many items are worked on at once. When that is fewer than before, nothing is taken
   * until so many have ended.
   */
  public synchronized void resize(int atOnce) {
    concurrency = atOnce;
    demand();
  }

  public synchronized int inFlight() {
    return taken;
  }

  /** Takes nothing more. The future completes when every item that was taken has ended. */
  public CompletableFuture<Void> stop() {
    Flow.Subscription last;
    synchronized (this) {
      last = upstream;
      stopped = true;
      upstream = NONE;
      settleIfDrained();
    }
    // outside of the lock: it asks the broker, and waits for the answer
    last.cancel();
    return drained;
  }

  private synchronized void begin(Flow.Subscription subscription) {
    if (stopped) {
      subscription.cancel();
      return;
    }
    upstream = subscription;
    requested = 0;
    demand();
  }

  /**
   * Requests as many items as are missing until taken + requested is the concurrency; requests
   * nothing while it is above. The caller holds the lock.
   */
  private void demand() {
    int wanted = concurrency - taken - requested;
    if (!stopped && wanted > 0 && upstream != NONE) {
      requested += wanted;
      upstream.request(wanted);
    }
  }

  private void take(T item) {
    synchronized (this) {
      requested = Math.max(0, requested - 1);
      if (stopped) {
        return;
      }
      taken++;
    }
    Uni.createFrom()
        .deferred(() -> handler.apply(item))
        .onFailure()
        .invoke(failure -> LOG.error("A message was not handled", failure))
        .onTermination()
        .invoke(this::done)
        .subscribe()
        .with(handled -> {}, logged -> {});
  }

  private synchronized void done() {
    taken--;
    demand();
    settleIfDrained();
  }

  private void settleIfDrained() {
    if (stopped && taken == 0) {
      drained.complete(null);
    }
  }

  private void ended(String why) {
    synchronized (this) {
      upstream = NONE;
      if (stopped) {
        return;
      }
    }
    LOG.warnf("the stream of messages ended (%s), subscribing again", why);
    Uni.createFrom()
        .voidItem()
        .onItem()
        .delayIt()
        .by(RESUBSCRIBE_AFTER)
        .chain(ignored -> restore.get())
        .onFailure()
        .recoverWithNull()
        .subscribe()
        .with(ignored -> start());
  }

  private final class Taker implements MultiSubscriber<T> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      begin(subscription);
    }

    @Override
    public void onItem(T item) {
      take(item);
    }

    @Override
    public void onFailure(Throwable failure) {
      ended(failure.toString());
    }

    @Override
    public void onCompletion() {
      ended("completed");
    }
  }
}
