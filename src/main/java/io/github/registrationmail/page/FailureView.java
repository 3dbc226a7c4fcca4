package io.github.registrationmail.page;

import io.github.registrationmail.registration.Failure;
import io.quarkus.qute.TemplateData;
import java.time.Duration;

/**
 * A failed attempt.
 *
 * @param nextDelay empty when no attempt followed
 */
@TemplateData
record FailureView(int attempt, String failedAt, String reason, boolean counted, Span nextDelay) {

  static FailureView of(Failure failure) {
    return new FailureView(
        failure.attempt(),
        failure.failedAt().toString(),
        failure.reason(),
        failure.counted(),
        failure.nextDelayMillis().map(Duration::ofMillis).map(Span::of).orElse(Span.NONE));
  }
}
