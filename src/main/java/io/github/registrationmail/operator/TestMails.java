package io.github.registrationmail.operator;

import io.github.registrationmail.smtp.Mail;
import io.github.registrationmail.smtp.Outcome;
import io.github.registrationmail.smtp.Outcome.Accepted;
import io.github.registrationmail.smtp.Outcome.Deferred;
import io.github.registrationmail.smtp.Outcome.Greylisted;
import io.github.registrationmail.smtp.Outcome.InDoubt;
import io.github.registrationmail.smtp.Outcome.Rejected;
import io.github.registrationmail.smtp.SmtpTransport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends a mail of a template to its author, at once and once. */
@Singleton
public class TestMails {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Previews previews;
  private final SmtpTransport transport;

  TestMails(Previews previews, SmtpTransport transport) {
    this.previews = previews;
    this.transport = transport;
  }

  /** Waits for the mail server's answer, but not for long; nothing is sent after that. */
  public Uni<TestResult> send(
      String template, String language, String to, Optional<Map<String, Object>> data) {
    Mail mail = previews.test(template, language, to, data);
    AtomicBoolean isWanted = new AtomicBoolean(true);
    return transport
        .send(mail, isWanted::get)
        .map(TestMails::result)
        .ifNoItem()
        .after(PATIENCE)
        .recoverWithItem(
            () -> {
              isWanted.set(false);
              return new TestResult(false, "The mail server does not take mails at the moment.");
            });
  }

  private static TestResult result(Outcome outcome) {
    if (outcome instanceof Accepted accepted) {
      return new TestResult(true, accepted.reply());
    }
    return new TestResult(false, reason(outcome));
  }

  private static String reason(Outcome outcome) {
    if (outcome instanceof Deferred deferred) {
      return deferred.reason();
    }
    if (outcome instanceof Greylisted greylisted) {
      return greylisted.reason();
    }
    if (outcome instanceof Rejected rejected) {
      return rejected.reason();
    }
    return outcome instanceof InDoubt inDoubt ? inDoubt.reason() : "The service stops.";
  }
}
