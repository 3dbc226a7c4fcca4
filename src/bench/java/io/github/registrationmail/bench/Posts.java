package io.github.registrationmail.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * Registrations by callers who each go on as soon as they are answered.
 *
 * @param startNanos when the first was posted, by {@link System#nanoTime}
 * @param endNanos when the last was answered
 * @param latencies how long each took to be answered
 */
record Posts(long startNanos, long endNanos, Latencies latencies) {

  static Posts send(Contender to, Addresses addresses, int callers) {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      long start = System.nanoTime();
      List<Future<LongStream>> calls = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        calls.add(threads.submit(() -> call(to, addresses)));
      }
      List<LongStream> latencies = new ArrayList<>();
      for (Future<LongStream> call : calls) {
        latencies.add(call.get());
      }
      long end = System.nanoTime();
      return new Posts(
          start, end, Latencies.ofNanos(latencies.stream().flatMapToLong(each -> each)));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      var unused = threads.shutdownNow();
    }
  }

  private static LongStream call(Contender to, Addresses addresses) throws IOException {
    LongStream.Builder latencies = LongStream.builder();
    try (Caller caller = new Caller(to)) {
      for (Optional<String> email = addresses.next(); email.isPresent(); email = addresses.next()) {
        long start = System.nanoTime();
        caller.register(email.get());
        latencies.add(System.nanoTime() - start);
      }
    }
    return latencies.build();
  }
}
