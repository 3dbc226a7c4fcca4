package io.github.registrationmail.registration;

import io.github.registrationmail.dispatch.MailState;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A registration and where its mail is, as the API shows it. */
@RegisterForReflection
public record Registration(
    long id, String email, String name, String locale, Instant registeredAt, Mail mail) {

  /** One whose row was just inserted. */
  static Registration registered(
      long id, String email, String name, String locale, Instant at, Duration firstDelay) {
    return new Registration(id, email, name, locale, at, Mail.registered(at.plus(firstDelay)));
  }

  /** What is left of it for those whom people are hidden from. */
  public Registration masked() {
    return new Registration(
        id, Masked.address(email), Masked.name(name), locale, registeredAt, mail.masked());
  }

  /**
   * Where the mail is.
   *
   * @param attempt the attempt that is due, under way or was the last, from 1
   * @param failures attempts that failed since the registration or since an operator retried it or
   *     sent it again
   * @param nextAttemptAt absent when none is waiting
   * @param reply what the mail server said when it accepted the mail, with its queue id
   */
  @RegisterForReflection
  public record Mail(
      MailState state,
      int attempt,
      int failures,
      Optional<Instant> nextAttemptAt,
      Optional<Instant> sentAt,
      Optional<String> lastError,
      Optional<String> reply) {

    private Mail masked() {
      return new Mail(
          state,
          attempt,
          failures,
          nextAttemptAt,
          sentAt,
          Masked.words(lastError),
          Masked.words(reply));
    }

    static Mail registered(Instant dueAt) {
      return new Mail(
          MailState.PENDING,
          1,
          0,
          Optional.of(dueAt),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }
}
