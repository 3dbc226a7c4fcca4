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
    long full = fullAgain.getOrDefault(client, now);
    long owed = Math.max(0, full - now) + token;
    if (owed > capacity) {
      return Optional.of(Duration.ofNanos(owed - capacity));
    }
    fullAgain.put(client, now + owed);
    return Optional.empty();
  }
}
