package io.github.registrationmail.mail;

import io.github.registrationmail.dispatch.Backoff;
import io.github.registrationmail.retry.Blame;
import io.github.registrationmail.smtp.Outcome;
import java.time.Duration;
import java.util.Optional;

/** What {@link Failures} makes of an outcome, for the model of the protocol. */
public final class BlameRule {

  private record AsShipped(
      String from,
      Optional<String> replyTo,
      Optional<String> bounceAddress,
      Duration lease,
      Permanent permanent,
      Duration drain)
      implements MailConfig {}

  private BlameRule() {}

  /** Whose fault it is that the mail was not accepted. */
  public static Blame of(Backoff backoff, Outcome outcome) {
    MailConfig config =
        new AsShipped(
            "noreply@localhost",
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(30),
            MailConfig.Permanent.GIVE_UP,
            Duration.ofSeconds(20));
    return new Failures(backoff, config).of(ClaimedMails.number(1), outcome).blame();
  }
}
