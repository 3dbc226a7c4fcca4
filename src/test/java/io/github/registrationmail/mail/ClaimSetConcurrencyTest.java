package io.github.registrationmail.mail;

import io.github.registrationmail.Interleavings;
import io.github.registrationmail.mail.Claim.Claimed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** After the end, and in a pause, no claim waits: it was begun, or is given back, once. */
@Tag("interleavings")
public class ClaimSetConcurrencyTest {

  private static final Duration LONG = Duration.ofDays(1);

  private final AtomicLong tokens = new AtomicLong();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger givenBack = new AtomicInteger();
  private final ConcurrentLinkedQueue<Claimed> added = new ConcurrentLinkedQueue<>();
  private volatile boolean isPaused;
  private volatile boolean isOver;
  private final ClaimSet claims = new ClaimSet(() -> isPaused);

  @Operation
  public void add() {
    Claimed claimed =
        new Claimed(
            ClaimedMails.number(tokens.incrementAndGet()), new Lease(Lease.startBefore(LONG)));
    added.add(claimed);
    if (claims.add(claimed)) {
      givenBack.incrementAndGet();
    }
  }

  @Operation
  public void beginTheOldest() {
    Claimed oldest = added.peek();
    if (oldest != null && oldest.lease().begin()) {
      begun.incrementAndGet();
    }
  }

  @Operation
  public void pause() {
    isPaused = true;
    giveBack(claims.takeWaiting());
  }

  @Operation
  public void goOn() {
    isPaused = false;
  }

  @Operation(runOnce = true)
  public void end() {
    isOver = true;
    giveBack(claims.end());
  }

  @Validate
  public void noneWaits() {
    int settled = begun.get() + givenBack.get();
    if (settled > added.size() || (isPaused || isOver) && settled != added.size()) {
      throw new IllegalStateException(
          "of %d claims %d were begun and %d given back"
              .formatted(added.size(), begun.get(), givenBack.get()));
    }
  }

  @Test
  void missesNoneAndGivesNoneBackTwice() {
    Interleavings.keepWhatMustHold(ClaimSetConcurrencyTest.class);
  }

  private void giveBack(List<ClaimedMail> mails) {
    givenBack.addAndGet(mails.size());
  }
}
