package io.github.registrationmail.page;

import io.github.registrationmail.operator.Headline;
import io.quarkus.qute.TemplateData;
import java.time.Instant;

/**
 * Whether mails go out, as the page says it; what is absent is an empty text.
 *
 * @param why in the words of the mail server or the broker
 */
@TemplateData
record SendingView(
    Headline.State state,
    String since,
    String why,
    String goesOnAt,
    String queued,
    String consumers,
    String registeredPerMinute,
    String sentPerMinute,
    String doneAt) {

  static SendingView of(Headline sending) {
    return new SendingView(
        sending.state(),
        sending.since().toString(),
        sending.why(),
        sending.goesOnAt().map(Instant::toString).orElse(""),
        sending.queued().map(Quantity::count).orElse(""),
        sending.consumers().map(Quantity::count).orElse(""),
        sending.registeredPerMinute().map(Math::round).map(Quantity::count).orElse(""),
        Quantity.count(Math.round(sending.sentPerMinute())),
        sending.doneAt().map(Instant::toString).orElse(""));
  }
}
