package io.github.registrationmail.chaos;

import io.github.registrationmail.support.Pause;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Callers who register, many at once, each as fast as the service answers. Who gets no answer, or
 * 503, tries again with the same address: a 409 says then that the first try was accepted.
 */
final class Load implements AutoCloseable {

  private static final int CALLERS = 32;
  private static final int CREATED = 201;
  private static final int CONFLICT = 409;
  private static final int UNAVAILABLE = 503;
  private static final int NO_ANSWER = 0;
  private static final long AGAIN_AFTER_MILLIS = 100;

  private final Replicas replicas;
  private final int total;
  private final Semaphore released = new Semaphore(0);
  private final AtomicInteger next = new AtomicInteger();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final List<Future<?>> callers;

  Load(Replicas replicas, int total) {
    this.replicas = replicas;
    this.total = total;
    Callable<Object> caller = Executors.callable(this::call);
    this.callers =
        IntStream.range(0, CALLERS).<Future<?>>mapToObj(i -> threads.submit(caller)).toList();
  }

  /** Lets this many more go. */
  void release(int registrations) {
    released.release(registrations);
  }

  /** Lets so many more go each second, from now on. */
  void trickle(int perSecond) {
    var unused =
        clock.scheduleAtFixedRate(
            () -> release(1), 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
  }

  /** Addresses that were accepted; waits until all are. */
  Set<String> accepted() {
    released.release(total + CALLERS);
    try {
      for (Future<?> caller : callers) {
        var unused = caller.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return Set.copyOf(accepted);
  }

  /** How often each status was answered; 0: no answer. */
  Map<Integer, Integer> answers() {
    return Map.copyOf(answers);
  }

  private void call() {
    for (int i = take(); i < total; i = take()) {
      register("user%05d@example.org".formatted(i), i);
    }
  }

  private int take() {
    released.acquireUninterruptibly();
    return next.getAndIncrement();
  }

  private void register(String email, int turn) {
    for (int attempt = 0; !isAccepted(post(email, turn + attempt), attempt); attempt++) {
      Pause.millis(AGAIN_AFTER_MILLIS);
    }
    accepted.add(email);
  }

  private int post(String email, int turn) {
    int status;
    try {
      status = replicas.number(turn).register(email);
    } catch (IOException e) {
      status = NO_ANSWER;
    }
    answers.merge(status, 1, Integer::sum);
    return status;
  }

  private static boolean isAccepted(int status, int attempt) {
    if (status == NO_ANSWER || status == UNAVAILABLE) {
      return false;
    }
    if (status == CREATED || (status == CONFLICT && attempt > 0)) {
      return true;
    }
    throw new IllegalStateException("answered " + status + " at try " + (attempt + 1));
  }

  @Override
  public void close() {
    var waiting = clock.shutdownNow();
    waiting = threads.shutdownNow();
  }
}
