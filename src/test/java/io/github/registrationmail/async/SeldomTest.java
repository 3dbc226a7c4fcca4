package io.github.registrationmail.async;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeldomTest {

  private final AtomicLong now = new AtomicLong(-7);
  private final Seldom seldom = new Seldom(now::get);
  private final List<Integer> missed = new ArrayList<>();

  @Test
  void saysItOnceAMinuteAndHowOftenItDidNot() {
    IntStream.range(0, 100).forEach(i -> seldom.say(missed::add));
    assertEquals(List.of(0), missed);
    now.addAndGet(Duration.ofMinutes(1).toNanos());
    seldom.say(missed::add);
    now.addAndGet(Duration.ofSeconds(59).toNanos());
    seldom.say(missed::add);
    assertEquals(List.of(0, 99), missed);
  }
}
