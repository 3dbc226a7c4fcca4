package io.github.registrationmail.retry;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.retry.Decision.Again;
import io.github.registrationmail.retry.Decision.GiveUp;
import io.github.registrationmail.retry.Decision.NotOurs;
import io.github.registrationmail.retry.Decision.Postponed;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** One failure and what follows it, as the statements of {@link FailureRepository} take it. */
record Decided(FailedAttempt failed, Decision decision) {

  boolean isOurs() {
    return !(decision instanceof NotOurs);
  }

  boolean isGivenUp() {
    return decision instanceof GiveUp;
  }

  JsonObject json() {
    JsonObject row =
        new JsonObject()
            .put("id", failed.userId())
            .put("attempt", failed.attempt())
            .put("reason", failed.reason())
            .put("failure", FailureReason.of(failed.reason()))
            .put("counted", decision instanceof Postponed ? 0 : 1)
            .put("next", decision instanceof Again again ? again.attempt() : failed.attempt());
    delay().ifPresent(delay -> row.put("delay_us", MICROSECONDS.convert(delay)));
    return row;
  }

  /** Until the next attempt; empty when there is none. */
  private Optional<Duration> delay() {
    if (decision instanceof Again again) {
      return Optional.of(again.delay());
    }
    return decision instanceof Postponed postponed
        ? Optional.of(postponed.delay())
        : Optional.empty();
  }
}
