package io.github.registrationmail.registration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** A registration with its failed attempts and when it was sent again, newest first. */
@RegisterForReflection
public record RegistrationDetail(
    @JsonUnwrapped Registration registration, List<Failure> failures, List<Resend> resends) {

  public RegistrationDetail {
    failures = List.copyOf(failures);
    resends = List.copyOf(resends);
  }
}
