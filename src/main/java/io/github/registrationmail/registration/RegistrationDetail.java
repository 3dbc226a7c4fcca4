package io.github.registrationmail.registration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A registration with its failed attempts and when it was sent again, newest first.
 *
 * @param failures the newest ones, {@value #FAILURES} at most
 * @param olderFailures how many there are besides
 */
@RegisterForReflection
public record RegistrationDetail(
    @JsonUnwrapped Registration registration,
    List<Failure> failures,
    long olderFailures,
    List<Resend> resends) {

  static final int FAILURES = 100;

  public RegistrationDetail {
    failures = List.copyOf(failures);
    resends = List.copyOf(resends);
  }

  /** What is left of it for those whom people are hidden from. */
  public RegistrationDetail masked() {
    return new RegistrationDetail(
        registration.masked(),
        failures.stream().map(Failure::masked).toList(),
        olderFailures,
        resends.stream().map(Resend::masked).toList());
  }
}
