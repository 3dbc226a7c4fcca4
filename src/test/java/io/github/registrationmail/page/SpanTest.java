package io.github.registrationmail.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 MS",
    "PT0.4S, 400 MS",
    "PT0.999S, 999 MS",
    "PT1S, 1 S",
    "PT59.9S, 59 S",
    "PT1M, 1 MIN",
    "PT1M1S, 1 MIN 1 S",
    "PT59M59S, 59 MIN 59 S",
    "PT1H59S, 1 H",
    "PT25H, 1 D 1 H",
    "P57DT3H, 57 D 3 H"
  })
  void saysTheTwoLargestUnits(Duration duration, String said) {
    assertEquals(
        said,
        Span.of(duration).parts().stream()
            .map(part -> part.amount() + " " + part.unit())
            .collect(Collectors.joining(" ")));
  }
}
