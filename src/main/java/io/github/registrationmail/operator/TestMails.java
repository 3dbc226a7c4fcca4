package io.github.registrationmail.operator;

import io.github.registrationmail.audit.ActionKind;
import io.github.registrationmail.audit.Audit;
import io.github.registrationmail.audit.NewAction;
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
import org.jboss.logging.Logger;

/** Sends a mail of a template to its author, at once and once. */
@Singleton
public class TestMails {

  private static final Logger LOG = Logger.getLogger(TestMails.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Previews previews;
  private final SmtpTransport transport;
  private final Audit audit;

  TestMails(Previews previews, SmtpTransport transport, Audit audit) {
    this.previews = previews;
    this.transport = transport;
    this.audit = audit;
  }

  /** Waits for the mail server's answer, but not for long; nothing is sent after that. */
  public Uni<TestResult> send(
      String template, String language, String to, Optional<Map<String, Object>> data, String who) {
    Mail mail = previews.test(template, language, to, data);
    return audit
        .record(NewAction.of(who, ActionKind.TEST_MAIL))
        .invoke(() -> LOG.infof("%s sends a test mail: %s, %s", who, template, language))
        .chain(() -> send(mail));
  }

  private Uni<TestResult> send(Mail mail) {
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
