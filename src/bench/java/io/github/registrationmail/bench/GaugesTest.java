package io.github.registrationmail.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class GaugesTest {

  private final Gauges gauges =
      new Gauges(
          """
          # HELP registration_mail_in_flight
          # TYPE registration_mail_in_flight gauge
          registration_mail_in_flight_other 5.0
          registration_mail_in_flight 32.0
          registration_publish_in_flight{replica="1"} 64.0
          """);

  @Test
  void areFoundByTheirWholeNameWithLabelsOrWithout() {
    assertEquals(32, gauges.value("registration_mail_in_flight"));
    assertEquals(64, gauges.value("registration_publish_in_flight"));
  }

  @Test
  void areNotMissedInSilence() {
    assertThrows(IllegalStateException.class, () -> gauges.value("registration_mail"));
  }
}
