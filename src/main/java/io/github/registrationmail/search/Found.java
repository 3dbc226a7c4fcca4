package io.github.registrationmail.search;

import java.util.List;
import java.util.Optional;

/**
 * Some of the registrations that are meant, in their order.
 *
 * @param end after which to go on; empty if there are no more. There may be one although fewer were
 *     found than wanted, because each look is bounded
 */
public record Found(List<Long> ids, Optional<Position> end) {

  public Found {
    ids = List.copyOf(ids);
  }
}
