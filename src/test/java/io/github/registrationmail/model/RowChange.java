package io.github.registrationmail.model;

import java.util.Optional;

/**
 * One change of a registration's row, as it was recorded.
 *
 * @param before empty where the row is new
 * @param isScheduled whether the sweep looks at it some time
 */
public record RowChange(long id, Optional<Row> before, Row after, boolean isScheduled) {

  /**
   * The row at one moment.
   *
   * @param earlier attempts of earlier sendings
   * @param swept how often the sweep took the attempt over
   */
  public record Row(String state, int attempt, int earlier, int swept, Optional<Long> claim) {}
}
