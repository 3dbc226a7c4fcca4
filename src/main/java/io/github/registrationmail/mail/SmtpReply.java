package io.github.registrationmail.mail;

import io.github.registrationmail.mail.SmtpOutcome.Refused;
import io.github.registrationmail.mail.SmtpOutcome.Unreachable;
import io.github.registrationmail.text.OneLine;
import io.quarkus.qute.TemplateException;
import io.vertx.ext.mail.SMTPException;
import java.util.regex.Pattern;

/** Reads the failures of the mail client. */
final class SmtpReply {

  private static final int LONGEST = 500;
  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"]+@[^\\s<>\"]+");

  private SmtpReply() {}

  static SmtpOutcome of(Throwable failure) {
    if (failure instanceof SMTPException reply) {
      return new Refused(shortened(text(reply)), isPermanent(reply));
    }
    if (failure instanceof TemplateException) {
      return new Refused(shortened("the mail cannot be rendered: " + failure.getMessage()), false);
    }
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return new Unreachable(shortened(message));
  }

  /** For the log, which never names an address; servers like to repeat it in their replies. */
  static String withoutAddresses(String reason) {
    return ADDRESS.matcher(reason).replaceAll("(address)");
  }

  /**
   * Only what is said of the recipient or the content is for good; a 5xx to the greeting, the
   * sign-in or the sender is a fault of the configuration, which will be mended.
   */
  private static boolean isPermanent(SMTPException reply) {
    String stage = String.valueOf(reply.getMessage());
    return reply.isPermanent()
        && (stage.startsWith("recipient address not accepted")
            || stage.startsWith("sending data failed"));
  }

  private static String text(SMTPException reply) {
    return reply.getReplyMessages().isEmpty()
        ? reply.getReplyCode() + " " + reply.getMessage()
        : String.join(" ", reply.getReplyMessages());
  }

  private static String shortened(String text) {
    return OneLine.of(text, LONGEST);
  }
}
