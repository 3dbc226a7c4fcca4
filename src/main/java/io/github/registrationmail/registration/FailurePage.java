package io.github.registrationmail.registration;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Failed attempts of one registration, newest first.
 *
 * @param next what {@code after} must be for the page that follows; absent on the last one
 */
@RegisterForReflection
public record FailurePage(
    List<Failure> failures,
    @Schema(
            description = "The value of `after` for the next page; null on the last one.",
            examples = "4711")
        Optional<Long> next) {

  public FailurePage {
    failures = List.copyOf(failures);
  }

  /** What is left of it for those whom people are hidden from. */
  public FailurePage masked() {
    return new FailurePage(failures.stream().map(Failure::masked).toList(), next);
  }

  /** The first {@code limit} of what was found, which is one more if there is a next page. */
  static FailurePage of(List<Failure> found, int limit) {
    return found.size() <= limit
        ? new FailurePage(found, Optional.empty())
        : new FailurePage(found.subList(0, limit), Optional.of(found.get(limit - 1).id()));
  }
}
