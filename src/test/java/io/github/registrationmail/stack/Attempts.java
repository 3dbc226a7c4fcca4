package io.github.registrationmail.stack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When each of the latest 20,000 addresses was tried. */
final class Attempts {

  private static final int ADDRESSES = 20_000;

  private final Map<String, List<Instant>> attempts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Instant>> eldest) {
          return size() > ADDRESSES;
        }
      };

  /** Counts one more try and tells the number of tries so far. */
  synchronized int add(String address) {
    var tries = attempts.computeIfAbsent(address, a -> new ArrayList<>());
    tries.add(Instant.now());
    return tries.size();
  }

  synchronized List<Instant> of(String address) {
    return List.copyOf(attempts.getOrDefault(address, List.of()));
  }

  synchronized void clear() {
    attempts.clear();
  }
}
