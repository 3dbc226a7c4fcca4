package io.github.registrationmail.mail;

import io.github.registrationmail.time.TimeLimit;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** One connection to the mail server, for one mail at a time, with a limit for the whole mail. */
final class SmtpConnection {

  private final ReactiveMailer mailer;
  private final Uni<Void> cut;
  private final Duration limit;
  private volatile boolean isCut;

  /**
   * @param cut closes the connection at once, whatever is under way on it
   */
  SmtpConnection(ReactiveMailer mailer, Uni<Void> cut, Duration limit) {
    this.mailer = mailer;
    this.cut = cut;
    this.limit = limit;
  }

  /**
   * Fails with {@link TimeoutException} when the mail was not accepted within the limit, and cuts
   * the connection then: otherwise a server that wakes up would still get a mail that counts as
   * failed.
   */
  Uni<Void> send(Mail mail) {
    return TimeLimit.of(limit, mailer.send(mail))
        .onFailure(TimeoutException.class)
        .call(this::cut)
        .onFailure(TimeoutException.class)
        .transform(late -> new NoAnswer(limit));
  }

  boolean isCut() {
    return isCut;
  }

  private Uni<Void> cut() {
    isCut = true;
    return cut.onFailure().recoverWithNull();
  }

  /** The mail server did not finish a mail within the limit. */
  static final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAnswer(Duration limit) {
      super("no answer from the mail server within " + limit.toMillis() + " ms");
    }
  }
}
