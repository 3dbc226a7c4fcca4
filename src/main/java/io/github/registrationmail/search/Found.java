package io.github.registrationmail.search;

import java.util.List;
import java.util.OptionalLong;

/**
 * Some of the registrations that are meant, in their order.
 *
 * @param next after which to go on; empty if there are no more. There may be a next although fewer
 *     were found than wanted, because each look is bounded
 */
public record Found(List<Long> ids, OptionalLong next) {

  public Found {
    ids = List.copyOf(ids);
  }
}
