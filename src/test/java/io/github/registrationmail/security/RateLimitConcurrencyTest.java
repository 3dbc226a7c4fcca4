package io.github.registrationmail.security;

import io.github.registrationmail.Interleavings;
import java.time.Duration;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No token is taken twice, and no client is lost. */
@Param(name = "client", gen = IntGen.class, conf = "0:2")
@Tag("interleavings")
public class RateLimitConcurrencyTest {

  private static final List<String> CLIENTS = List.of("one", "another", "a third");

  private final RateLimit limit = new RateLimit(2, 2);

  /** How long to wait, in nanoseconds. */
  @Operation(params = "client")
  public long take(int client) {
    return limit.take(CLIENTS.get(client), 0).map(Duration::toNanos).orElse(0L);
  }

  @Operation(params = "client")
  public long look(int client) {
    return limit.look(CLIENTS.get(client), 0).map(Duration::toNanos).orElse(0L);
  }

  @Test
  void takesEachTokenOnce() {
    Interleavings.areAsOneAfterTheOther(RateLimitConcurrencyTest.class);
  }
}
