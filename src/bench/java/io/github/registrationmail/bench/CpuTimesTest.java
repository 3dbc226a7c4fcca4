package io.github.registrationmail.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuTimesTest {

  @Test
  void countsTheTimeBetweenForEach1000Mails() {
    Watched self = Watched.self();
    CpuTimes before = new CpuTimes(Map.of(self, Duration.ofSeconds(10)));
    CpuTimes after = new CpuTimes(Map.of(self, Duration.ofSeconds(13)));

    assertEquals(Map.of(self.name(), 1.5), after.secondsPer1000(before, 2000));
  }
}
