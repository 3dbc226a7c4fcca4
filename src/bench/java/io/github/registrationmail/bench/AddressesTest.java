package io.github.registrationmail.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressesTest {

  @Test
  void areAsManyAsWantedAndTheFractionOfThemIsRefused() {
    Addresses addresses = Addresses.count(1000, 20);

    Set<String> given =
        Stream.generate(addresses::next)
            .takeWhile(Optional::isPresent)
            .map(Optional::orElseThrow)
            .collect(Collectors.toSet());

    assertEquals(1000, given.size());
    assertEquals(200, given.stream().filter(Addresses::isRefusedOnce).count());
    assertEquals(given, addresses.given().collect(Collectors.toSet()));
  }

  @Test
  void areOthersInEachRun() {
    Set<String> first = firstOf(Addresses.count(1, 0));
    Set<String> second = firstOf(Addresses.count(1, 0));

    assertTrue(Collections.disjoint(first, second));
  }

  private static Set<String> firstOf(Addresses addresses) {
    return Set.of(addresses.next().orElseThrow());
  }
}
