package io.github.registrationmail.bench;

import io.github.registrationmail.support.Pause;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The recipients of one run, which no other run has; some of them are refused at first. */
final class Addresses {

  /** How an address begins that the mail server answers 451 the first time. */
  static final String REFUSED = "fail1-";

  private static final AtomicInteger RUNS = new AtomicInteger();

  private final String run = System.currentTimeMillis() + "-" + RUNS.incrementAndGet();
  private final AtomicInteger next = new AtomicInteger();
  private final int refusedPercent;
  private final IntPredicate more;

  private Addresses(int refusedPercent, IntPredicate more) {
    this.refusedPercent = refusedPercent;
    this.more = more;
  }

  /** This many. */
  static Addresses count(int count, int refusedPercent) {
    return new Addresses(refusedPercent, number -> number < count);
  }

  /** As many as are asked for until then; who asks waits while too many have no mail yet. */
  static Addresses until(Instant end, int refusedPercent, IntSupplier mails, int backlog) {
    return new Addresses(
        refusedPercent,
        number -> {
          while (number - mails.getAsInt() > backlog && Instant.now().isBefore(end)) {
            Pause.millis(5);
          }
          return Instant.now().isBefore(end);
        });
  }

  static boolean isRefusedOnce(String address) {
    return address.startsWith(REFUSED);
  }

  int refusedPercent() {
    return refusedPercent;
  }

  /** Empty when there are no more. */
  synchronized Optional<String> next() {
    return more.test(next.get()) ? Optional.of(address(next.getAndIncrement())) : Optional.empty();
  }

  /** All that were given out. */
  Stream<String> given() {
    return IntStream.range(0, next.get()).mapToObj(this::address);
  }

  /** The refused ones are spread evenly. */
  private String address(int number) {
    String kind = number * 37 % 100 < refusedPercent ? REFUSED : "ok-";
    return kind + run + "-" + number + "@example.org";
  }
}
