package io.github.registrationmail.operation;

import io.github.registrationmail.audit.ActionKind;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.dispatch.Transition;
import io.github.registrationmail.problem.FieldError;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.problem.ProblemException;
import io.github.registrationmail.search.MailFilter;
import jakarta.ws.rs.core.Response.Status;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is done to many mails, and which of them it may be asked for. */
public enum OperationKind {
  /** The state must be named: whoever forgets it would have cancelled mails sent after all. */
  RETRY(Transition.ALL_STARTED_OVER, ActionKind.RETRY_ALL, Least.STATE),
  CANCEL(Transition.CANCELLED, ActionKind.CANCEL_ALL, Least.NOTHING),
  RESEND(Transition.SENT_AGAIN, ActionKind.RESEND_ALL, Least.ANYTHING),
  ERASE(Transition.ERASED, ActionKind.ERASE_ALL, Least.ANYTHING);

  /** What a filter must have. */
  private enum Least {
    NOTHING,
    ANYTHING,
    STATE
  }

  private final Set<MailState> from;
  private final ActionKind action;
  private final Least least;

  OperationKind(Transition transition, ActionKind action, Least least) {
    this.from = EnumSet.copyOf(transition.from());
    this.action = action;
    this.least = least;
  }

  /**
   * The filter without the mails that are in no state for it; fails with a problem if it means too
   * much, or nothing that this could be done to.
   */
  MailFilter of(MailFilter filter) {
    boolean isWrong = filter.state().isPresent() && !from.contains(filter.state().get());
    if (isWrong || least == Least.STATE && filter.state().isEmpty()) {
      throw new ProblemException(
          Problem.invalid(List.of(new FieldError("state", "must be one of " + states()))));
    }
    if (least == Least.ANYTHING && filter.given().isEmpty()) {
      throw new ProblemException(
          Status.BAD_REQUEST,
          "Say which registrations are meant: without any parameter it would be all of them.");
    }
    return filter.among(from);
  }

  /** As what its begin is kept. */
  ActionKind action() {
    return action;
  }

  private String states() {
    return from.stream().map(Enum::name).collect(Collectors.joining(", "));
  }
}
