package io.github.registrationmail.operator;

import io.github.registrationmail.registration.Failure;
import io.github.registrationmail.registration.Registration;
import io.github.registrationmail.registration.Resend;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is stored of one person.
 *
 * @param exportedAt by the clock of this process
 * @param data what the application passed along for the mail
 * @param idempotencyKey how the application named its request
 * @param failures all failed attempts, newest first
 */
@RegisterForReflection
public record PersonRecord(
    Instant exportedAt,
    Registration registration,
    String template,
    Optional<Map<String, Object>> data,
    Optional<String> idempotencyKey,
    List<Failure> failures,
    List<Resend> resends) {

  public PersonRecord {
    failures = List.copyOf(failures);
    resends = List.copyOf(resends);
  }
}
