package io.github.registrationmail.mail;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final Lease lease = new Lease(Lease.startBefore(LONG));

  @Test
  void beginsOnce() {
    assertTrue(lease.begin());
    assertFalse(lease.begin());
    lease.backInLine();
    assertTrue(lease.begin());
  }

  @Test
  void beginsNothingThatWasGivenBack() {
    assertTrue(lease.giveBack());
    assertFalse(lease.giveBack());
    assertFalse(lease.begin());
  }

  @Test
  void givesBackNothingThatWasBegun() {
    assertTrue(lease.begin());
    assertFalse(lease.giveBack());
  }

  @Test
  void beginsNothingThatCouldNotBeRenewedUntilItIs() {
    Lease late = new Lease(System.nanoTime());
    assertFalse(late.begin());
    late.renew(Lease.startBefore(LONG));
    assertTrue(late.begin());
  }

  /** What is begun at the last moment has the last third, and the renewals in it. */
  @Test
  void mayBeginInTheFirstTwoThirdsOnly() {
    long left = Lease.startBefore(LONG) - System.nanoTime();
    assertTrue(left <= Duration.ofSeconds(40).toNanos() && left > Duration.ofSeconds(39).toNanos());
  }
}
