package io.github.registrationmail.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final long SECOND = 1_000_000_000;
  private static final Optional<Duration> PASSES = Optional.empty();

  @Test
  void letsSoManyPassAtOnceAndThenOneWheneverATokenIsBack() {
    var limit = new RateLimit(3, 10);
    assertEquals(PASSES, limit.take("a", 0));
    assertEquals(PASSES, limit.take("a", 0));
    assertEquals(PASSES, limit.take("a", 0));
    assertEquals(Optional.of(Duration.ofSeconds(20)), limit.take("a", 0));
    assertEquals(Optional.of(Duration.ofSeconds(1)), limit.take("a", 19 * SECOND));
    assertEquals(PASSES, limit.take("a", 20 * SECOND));
    assertEquals(Optional.of(Duration.ofSeconds(20)), limit.take("a", 20 * SECOND));
  }

  @Test
  void countsEachClientByItself() {
    var limit = new RateLimit(1, 10);
    assertEquals(PASSES, limit.take("a", 0));
    assertEquals(PASSES, limit.take("b", 0));
    assertEquals(Optional.of(Duration.ofMinutes(1)), limit.take("a", 0));
  }

  @Test
  void looksWithoutTaking() {
    var limit = new RateLimit(1, 10);
    assertEquals(PASSES, limit.look("a", 0));
    assertEquals(PASSES, limit.look("a", 0));
    assertEquals(PASSES, limit.take("a", 0));
    assertEquals(Optional.of(Duration.ofMinutes(1)), limit.look("a", 0));
  }

  @Test
  void takesTimesOfAnySign() {
    var limit = new RateLimit(1, 10);
    assertEquals(PASSES, limit.take("a", -90 * SECOND));
    assertEquals(Optional.of(Duration.ofSeconds(30)), limit.take("a", -60 * SECOND));
    assertEquals(PASSES, limit.take("a", -30 * SECOND));
  }

  @Test
  void forgetsWhoWasIdleLongest() {
    var limit = new RateLimit(1, 2);
    assertEquals(PASSES, limit.take("a", 0));
    assertEquals(PASSES, limit.take("b", 0));
    assertEquals(PASSES, limit.take("c", 0));
    assertEquals(PASSES, limit.take("a", 0));
  }

  @Test
  void takesASiteOfIpv6AsOneClient() {
    assertEquals(ClientAddress.of("2001:db8:1:2::1"), ClientAddress.of("2001:db8:1:2:ffff::9"));
    assertEquals("192.0.2.1", ClientAddress.of("192.0.2.1"));
    assertEquals("odd::name", ClientAddress.of("odd::name"));
  }
}
