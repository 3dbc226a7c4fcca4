package io.github.registrationmail.page;

import io.github.registrationmail.registration.Failure;
import io.github.registrationmail.registration.RegistrationDetail;
import io.github.registrationmail.registration.Resend;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one sending of a mail has behind it, newest first; what is absent is an empty text.
 *
 * @param sentAt when the mail server accepted it; empty for the last sending, whose mail says so
 * @param failures attempts that failed
 * @param resentAt when an operator asked for it; empty for the first one
 */
@TemplateData
record PastView(
    String sentAt, int lastAttempt, String reply, List<FailureView> failures, String resentAt) {

  /** All sendings, newest first; never empty. */
  static List<PastView> of(RegistrationDetail detail) {
    List<PastView> sendings = new ArrayList<>();
    PastView sending = new PastView("", 0, "", List.of(), "");
    Instant until = Instant.MAX;
    for (Resend resend : detail.resends()) {
      Instant from = resend.resentAt();
      sendings.add(sending.with(failures(detail, from, until), from.toString()));
      sending = before(resend);
      until = from;
    }
    sendings.add(sending.with(failures(detail, Instant.MIN, until), ""));
    return List.copyOf(sendings);
  }

  private static PastView before(Resend resend) {
    return new PastView(
        resend.sentBefore().map(Instant::toString).orElse(""),
        resend.attempt() - 1,
        resend.replyBefore().orElse(""),
        List.of(),
        "");
  }

  private PastView with(List<FailureView> failed, String asked) {
    return new PastView(sentAt, lastAttempt, reply, failed, asked);
  }

  private static List<FailureView> failures(RegistrationDetail detail, Instant from, Instant to) {
    return detail.failures().stream()
        .filter(failure -> isWithin(failure, from, to))
        .map(FailureView::of)
        .toList();
  }

  private static boolean isWithin(Failure failure, Instant from, Instant to) {
    return !failure.failedAt().isBefore(from) && failure.failedAt().isBefore(to);
  }
}
