package io.github.registrationmail.audit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What operators have done, newest first.
 *
 * @param next what {@code after} must be for the page that follows; absent on the last one
 */
@RegisterForReflection
public record ActionPage(
    List<PastAction> actions,
    @Schema(
            description = "The value of `after` for the next page; null on the last one.",
            examples = "4711")
        Optional<Long> next) {

  public ActionPage {
    actions = List.copyOf(actions);
  }

  /** The first {@code limit} of what was found, which is one more if there is a next page. */
  static ActionPage of(List<PastAction> found, int limit) {
    return found.size() <= limit
        ? new ActionPage(found, Optional.empty())
        : new ActionPage(found.subList(0, limit), Optional.of(found.get(limit - 1).id()));
  }
}
