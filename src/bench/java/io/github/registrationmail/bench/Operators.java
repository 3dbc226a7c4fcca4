package io.github.registrationmail.bench;

import io.github.registrationmail.support.OperatorHeader;
import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.View;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** So many people who look at one view after the other, one each second. */
final class Operators {

  static final String PASSWORD = "operator-of-the-bench";

  private static final Duration WARM_UP = Duration.ofSeconds(60);
  private static final int WARM_UP_MILLIS = 100;
  private static final int MILLIS = 1000;

  private static final String SIGNED_IN = OperatorHeader.of(PASSWORD);

  private final Map<String, Collection<Long>> nanos = new ConcurrentHashMap<>();
  private final Collection<String> refused = new ConcurrentLinkedQueue<>();
  private final URI service;
  private final int count;
  private final List<View> views;

  /**
   * @param service any address of it
   * @param id of the registration that they look at
   */
  Operators(URI service, int count, long id) {
    this.service = service;
    this.count = count;
    this.views = View.all(id);
  }

  /**
   * Looks so often, ten times a second each, that each view has been compiled, as registrations
   * have been before: they look a few hundred times at each.
   */
  void warmUp() throws Exception {
    Progress.say("%d operators look for %d s", count, WARM_UP.toSeconds());
    try (AutoCloseable people = look(WARM_UP_MILLIS)) {
      Thread.sleep(WARM_UP.toMillis());
    }
    var unused = figures();
  }

  /**
   * They look, once a second each, until what this returns is closed. They have been at it for a
   * while when it returns: what the first of them looks at is read for all.
   */
  AutoCloseable look() throws InterruptedException {
    AutoCloseable people = look(MILLIS);
    Thread.sleep(3L * MILLIS);
    return people;
  }

  private AutoCloseable look(int every) {
    ScheduledExecutorService seconds = Executors.newScheduledThreadPool(count);
    for (int i = 0; i < count; i++) {
      int first = i;
      int[] turn = {0};
      var unused =
          seconds.scheduleAtFixedRate(
              () -> look(views.get((first + turn[0]++) % views.size())),
              (long) every * i / count,
              every,
              TimeUnit.MILLISECONDS);
    }
    return () -> {
      seconds.shutdown();
      var unused = seconds.awaitTermination(10, TimeUnit.SECONDS);
    };
  }

  /**
   * Reads the answer on the thread that asks: a client that hands each part of it from thread to
   * thread would stand in line with the load for each of them, which no operator's browser does.
   */
  private void look(View view) {
    long start = System.nanoTime();
    try {
      URLConnection connection = service.resolve(view.path()).toURL().openConnection();
      connection.setRequestProperty("Authorization", SIGNED_IN);
      try (InputStream answer = connection.getInputStream()) {
        var unused = answer.transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException e) {
      refused.add(view.name() + ": " + e);
    }
    nanos
        .computeIfAbsent(view.name(), name -> new ConcurrentLinkedQueue<>())
        .add(System.nanoTime() - start);
  }

  /** Of each view that was looked at; fails if one was not answered. */
  List<ViewFigures> figures() {
    if (!refused.isEmpty()) {
      throw new AssertionError("operators were refused: " + refused);
    }
    List<ViewFigures> figures = new ArrayList<>();
    for (View view : views) {
      Collection<Long> samples = nanos.getOrDefault(view.name(), List.of());
      figures.add(
          ViewFigures.of(
              view.name(), Latencies.ofNanos(samples.stream().mapToLong(Long::longValue))));
    }
    return figures;
  }
}
