package io.github.registrationmail.page;

import io.github.registrationmail.audit.PastAction;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.registration.Failure;
import io.github.registrationmail.registration.Registration;
import io.github.registrationmail.registration.RegistrationDetail;
import io.github.registrationmail.security.SignedIn;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A registration as the page shows it; what is absent is an empty text.
 *
 * @param mayChange whether the caller may do something to it
 * @param olderFailures how many failures there are besides those of the sendings; empty for none
 * @param oldestFailure id of the last one that is shown
 */
@TemplateData
record MailView(
    boolean mayChange,
    long id,
    String name,
    String email,
    String locale,
    MailState state,
    int attempt,
    String registeredAt,
    String nextAttemptAt,
    String sentAt,
    String lastError,
    String reply,
    List<PastView> sendings,
    String olderFailures,
    long oldestFailure) {

  static MailView of(SignedIn caller, Registration registration) {
    return of(caller, registration, List.of(), List.of(), 0);
  }

  static MailView of(SignedIn caller, RegistrationDetail detail, List<PastAction> actions) {
    return of(
        caller,
        detail.registration(),
        PastView.of(detail, actions),
        detail.failures(),
        detail.olderFailures());
  }

  private static MailView of(
      SignedIn caller,
      Registration registration,
      List<PastView> sendings,
      List<Failure> failures,
      long older) {
    Registration.Mail mail = registration.mail();
    return new MailView(
        caller.isOperator(),
        registration.id(),
        registration.name(),
        registration.email(),
        registration.locale(),
        mail.state(),
        mail.attempt(),
        registration.registeredAt().toString(),
        text(mail.nextAttemptAt()),
        text(mail.sentAt()),
        mail.lastError().orElse(""),
        mail.reply().orElse(""),
        sendings,
        older == 0 ? "" : Quantity.count(older),
        failures.isEmpty() ? 0 : failures.get(failures.size() - 1).id());
  }

  /**
   * Whether the state is news on the timeline: of a given-up mail, its last failure tells it; of a
   * cancelled one, whoever has cancelled it.
   */
  public boolean isStateNews() {
    List<EventView> events = sendings.isEmpty() ? List.of() : sendings.get(0).events();
    return state == MailState.CANCELLED
        ? events.isEmpty() || !events.get(0).isCancel()
        : state != MailState.FAILED || events.stream().allMatch(it -> it.failures().isEmpty());
  }

  /** Whether the retry button is of use. */
  public boolean isRetriable() {
    return mayChange && state.isRetriable();
  }

  /** Whether the form to send it again is of use. */
  public boolean isResendable() {
    return mayChange && state.isResendable();
  }

  /** Whether the button to erase it is of use. */
  public boolean isErasable() {
    return mayChange && state.isErasable();
  }

  /** Whether the cancel button is of use. */
  public boolean isCancellable() {
    return mayChange && state.isCancellable();
  }

  private static String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse("");
  }
}
