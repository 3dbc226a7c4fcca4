package io.github.registrationmail.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A token bucket for each client: so many calls at once, then one whenever a token has come back.
 * Keeps a bounded number of clients. Has no clock: the caller says what time it is.
 */
final class RateLimit {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final long capacity;
  private final long token;
  private final Map<String, Long> fullAgain;

  RateLimit(int perMinute, int clients) {
    this.token = MINUTE / perMinute;
    this.capacity = token * perMinute;
    this.fullAgain =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > clients;
          }
        };
  }

  /**
   * Takes a token of this client's, or says how long it has to wait for the next.
   *
   * @param now nanoseconds of any clock that only goes forward
   */
  synchronized Optional<Duration> take(String client, long now) {
    long owed = owed(client, now);
    if (owed <= capacity) {
      fullAgain.put(client, now + owed);
    }
    return excess(owed);
  }

  /** The same, but leaves the token where it is. */
  synchronized Optional<Duration> look(String client, long now) {
    return excess(owed(client, now));
  }

  /** What this client's bucket would lack with one token less. */
  private long owed(String client, long now) {
    return Math.max(0, fullAgain.getOrDefault(client, now) - now) + token;
  }

  private Optional<Duration> excess(long owed) {
    return owed > capacity ? Optional.of(Duration.ofNanos(owed - capacity)) : Optional.empty();
  }
}
