package io.github.registrationmail.page;

import io.github.registrationmail.smtp.SendingStatus;
import io.quarkus.qute.TemplateData;

/**
 * Why mails do not go out as fast as they come, as the page says it.
 *
 * @param said the mail server's words, or what it did
 * @param nextTry until the next mail is tried; empty when nothing holds it up
 */
@TemplateData
record SendingView(SendingStatus.State state, String said, Span nextTry) {

  static SendingView of(SendingStatus status) {
    Span next = status.nextTry().isZero() ? Span.NONE : Span.of(status.nextTry());
    return new SendingView(status.state(), status.said(), next);
  }

  /** Whether there is anything to say. */
  public boolean isTroubled() {
    return state != SendingStatus.State.SENDING;
  }
}
