package io.github.registrationmail.operation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One page of the operations.
 *
 * @param next what {@code after} must be for the page that follows; absent on the last one
 */
@RegisterForReflection
public record OperationPage(
    List<BulkOperation> operations,
    @Schema(
            description = "The value of `after` for the next page; null on the last one.",
            examples = "41")
        Optional<Long> next) {

  public OperationPage {
    operations = List.copyOf(operations);
  }

  /** What is left of it for those whom people are hidden from. */
  OperationPage masked() {
    return new OperationPage(operations.stream().map(BulkOperation::masked).toList(), next);
  }

  /** Of one more than are shown, if there are. */
  static OperationPage of(List<BulkOperation> found, int limit) {
    return found.size() > limit
        ? new OperationPage(found.subList(0, limit), Optional.of(found.get(limit - 1).id()))
        : new OperationPage(found, Optional.empty());
  }
}
