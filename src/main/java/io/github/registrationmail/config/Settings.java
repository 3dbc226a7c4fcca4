package io.github.registrationmail.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the values of a feature's keys must be; each {@code @ConfigMapping} says it of its own.
 *
 * @param each one by one
 * @param orders of two times
 */
public record Settings(List<Setting> each, List<Ascending> orders) {

  public Settings {
    each = List.copyOf(each);
    orders = List.copyOf(orders);
  }

  public static Settings of(Setting... each) {
    return new Settings(List.of(each), List.of());
  }

  /** And the times in this order. */
  public Settings and(Ascending order) {
    return new Settings(each, Stream.concat(orders.stream(), Stream.of(order)).toList());
  }

  /** The sentence about the first wrong one; the orders come last. */
  public static Optional<String> fault(List<Settings> all, Values values) {
    return Stream.concat(
            all.stream().flatMap(some -> some.each.stream()).map(one -> one.fault(values)),
            all.stream().flatMap(some -> some.orders.stream()).map(one -> one.fault(values)))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
