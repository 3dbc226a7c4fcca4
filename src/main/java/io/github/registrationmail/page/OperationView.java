package io.github.registrationmail.page;

import io.github.registrationmail.operation.BulkOperation;
import io.github.registrationmail.operation.OperationKind;
import io.github.registrationmail.operation.OperationState;
import io.quarkus.qute.TemplateData;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * What is done to many mails, as the page shows it.
 *
 * @param filter which are meant, for a person to read
 * @param most how many there are to look at, as far as that is known
 * @param error empty if it has none
 */
@TemplateData
record OperationView(
    long id,
    OperationKind kind,
    OperationState state,
    String filter,
    String who,
    String at,
    long looked,
    long most,
    String changed,
    String expected,
    String skipped,
    String error) {

  static OperationView of(BulkOperation operation) {
    return new OperationView(
        operation.id(),
        operation.kind(),
        operation.state(),
        URLDecoder.decode(operation.filter().replace("&", " · "), StandardCharsets.UTF_8),
        operation.startedBy(),
        operation.finishedAt().orElse(operation.startedAt()).toString(),
        operation.looked(),
        operation.state() == OperationState.DONE
            ? Math.max(1, operation.looked())
            : Math.max(Math.max(1, operation.expected()), operation.looked()),
        Quantity.count(operation.changed()),
        Quantity.count(operation.expected()) + (operation.expectedAtLeast() ? "+" : ""),
        operation.skipped() == 0 ? "" : Quantity.count(operation.skipped()),
        operation.error().orElse(""));
  }

  public boolean isRunning() {
    return state == OperationState.RUNNING;
  }

  public boolean isOver() {
    return state.isOver();
  }
}
