package io.github.registrationmail.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Bounds the series that callers can make: each method and each path is one, and lives until the
 * restart. What is no method of HTTP, and the path of a request that nothing may have taken, is
 * {@code OTHER}.
 */
final class RequestSeries {

  private static final String REQUESTS = "http.server.";
  private static final String OTHER = "OTHER";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** Answers that are given whatever the path is; a request that breaks off is a RESET. */
  private static final Set<String> ANY_PATH =
      Set.of("400", "404", "405", "413", "414", "431", "501", "RESET", "UNKNOWN");

  @Produces
  @Singleton
  MeterFilter requests() {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        return id.getName().startsWith(REQUESTS) ? bounded(id) : id;
      }
    };
  }

  private static Meter.Id bounded(Meter.Id id) {
    boolean isAnyPath = ANY_PATH.contains(String.valueOf(id.getTag("status")));
    List<Tag> tags = id.getTags().stream().map(tag -> bounded(tag, isAnyPath)).toList();
    return id.replaceTags(tags);
  }

  private static Tag bounded(Tag tag, boolean isAnyPath) {
    boolean isOther =
        switch (tag.getKey()) {
          case "method" -> !METHODS.contains(tag.getValue());
          case "uri" -> isAnyPath;
          default -> false;
        };
    return isOther ? Tag.of(tag.getKey(), OTHER) : tag;
  }
}
