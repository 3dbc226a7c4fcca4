package io.github.registrationmail.async;

import io.github.registrationmail.Interleavings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One line a minute, and each call that is missing is counted once. */
@Tag("interleavings")
public class SeldomConcurrencyTest {

  private final AtomicLong now = new AtomicLong();
  private final Seldom seldom = new Seldom(now::get);

  /** How many came in between; -1 when it is not said. */
  @Operation
  public int say() {
    AtomicInteger said = new AtomicInteger(-1);
    seldom.say(said::set);
    return said.get();
  }

  @Operation
  public void aMinutePasses() {
    now.addAndGet(Duration.ofMinutes(1).toNanos());
  }

  @Test
  void saysOneLineAndCountsTheOthers() {
    Interleavings.areAsOneAfterTheOther(SeldomConcurrencyTest.class);
  }
}
