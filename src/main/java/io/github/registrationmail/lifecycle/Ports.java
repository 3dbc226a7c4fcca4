package io.github.registrationmail.lifecycle;

import io.github.registrationmail.config.Values;
import java.util.Optional;

/** The two ports of the service must be two, unless each may be any that is free. */
final class Ports {

  private static final String ANY = "0";

  private Ports() {}

  /** The sentence about one that is there twice. */
  static Optional<String> fault(Values values) {
    return values
        .of("quarkus.management.port")
        .filter(port -> isManaged(values) && !port.equals(ANY))
        .filter(port -> values.of("quarkus.http.port").filter(port::equals).isPresent())
        .map("MANAGEMENT_PORT must not be %s, which is HTTP_PORT."::formatted);
  }

  private static boolean isManaged(Values values) {
    return values.of("quarkus.management.enabled").filter("true"::equals).isPresent();
  }
}
