package io.github.registrationmail.operator;

import io.github.registrationmail.registration.Registration;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One page of the list.
 *
 * @param next what {@code after} must be for the page that follows; absent on the last one. A page
 *     may be short and have a next all the same, because a search reads a bounded number of rows
 */
@RegisterForReflection
public record RegistrationPage(
    List<Registration> registrations,
    @Schema(
            description =
                "The value of `after` for the next page; null on the last one. A page may be short, or"
                    + " empty, and not be the last: a search reads a bounded number of rows.",
            examples = "41")
        Optional<Long> next) {

  public RegistrationPage {
    registrations = List.copyOf(registrations);
  }

  /** What is left of it for those whom people are hidden from. */
  public RegistrationPage masked() {
    return new RegistrationPage(registrations.stream().map(Registration::masked).toList(), next);
  }
}
