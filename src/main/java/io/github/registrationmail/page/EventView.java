package io.github.registrationmail.page;

import io.github.registrationmail.audit.ActionKind;
import io.github.registrationmail.audit.PastAction;
import io.github.registrationmail.registration.Failure;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.List;

/**
 * What has happened to a mail: it failed, or an operator did something to it.
 *
 * @param failures one, or none
 * @param actions one, or none
 */
@TemplateData
record EventView(Instant at, List<FailureView> failures, List<ActionView> actions) {

  static EventView of(Failure failure) {
    return new EventView(failure.failedAt(), List.of(FailureView.of(failure)), List.of());
  }

  static EventView of(PastAction action) {
    return new EventView(action.at(), List.of(), List.of(ActionView.of(action)));
  }

  /** Whether the mail was cancelled with it. */
  boolean isCancel() {
    return actions.stream().anyMatch(done -> done.action().equals(ActionKind.CANCEL.name()));
  }
}
