package io.github.registrationmail.events;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.github.registrationmail.text.OneLine;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * An event that is told again later.
 *
 * @param row its id in the database
 * @param reason why it was not taken
 */
record PutOff(long row, String reason, Duration delay) {

  /** What the column takes. */
  private static final int LONGEST = 500;

  JsonObject json() {
    return new JsonObject()
        .put("id", row)
        .put("reason", OneLine.of(reason, LONGEST))
        .put("delay_us", MICROSECONDS.convert(delay));
  }
}
