package io.github.registrationmail.registration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** A registration with its failed attempts, newest first. */
@RegisterForReflection
public record RegistrationDetail(@JsonUnwrapped Registration registration, List<Failure> failures) {

  public RegistrationDetail {
    failures = List.copyOf(failures);
  }
}
