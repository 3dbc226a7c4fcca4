package io.github.registrationmail.mail;

import io.github.registrationmail.Interleavings;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A mail is begun or given back, never both, whoever asks at the same time. */
@Tag("interleavings")
public class LeaseConcurrencyTest {

  private static final Duration LONG = Duration.ofDays(1);

  private final Lease lease = new Lease(Lease.startBefore(LONG));

  @Operation
  public boolean begin() {
    return lease.begin();
  }

  @Operation
  public boolean giveBack() {
    return lease.giveBack();
  }

  @Operation
  public void backInLine() {
    lease.backInLine();
  }

  @Operation
  public void renew() {
    lease.renew(Lease.startBefore(LONG));
  }

  @Operation
  public void runOut() {
    lease.renew(System.nanoTime() - LONG.toNanos());
  }

  @Test
  void isBegunOrGivenBack() {
    Interleavings.areAsOneAfterTheOther(LeaseConcurrencyTest.class);
  }
}
