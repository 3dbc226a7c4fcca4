package io.github.registrationmail.page;

import io.github.registrationmail.audit.ActionKind;
import io.github.registrationmail.audit.PastAction;
import io.github.registrationmail.registration.RegistrationDetail;
import io.github.registrationmail.registration.Resend;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one sending of a mail has behind it, newest first; what is absent is an empty text.
 *
 * @param sentAt when the mail server accepted it; empty for the last sending, whose mail says so
 * @param events attempts that failed, and what operators did
 * @param resentAt when an operator asked for it; empty for the first one
 * @param resentBy who it was, if that is known
 */
@TemplateData
record PastView(
    String sentAt,
    int lastAttempt,
    String reply,
    List<EventView> events,
    String resentAt,
    String resentBy) {

  private static final PastView LAST = new PastView("", 0, "", List.of(), "", "");

  /**
   * All sendings, newest first; never empty.
   *
   * @param actions newest first
   */
  static List<PastView> of(RegistrationDetail detail, List<PastAction> actions) {
    List<PastView> sendings = new ArrayList<>();
    PastView sending = LAST;
    Instant until = Instant.MAX;
    for (Resend resend : detail.resends()) {
      Instant from = resend.resentAt();
      String who = resentBy(actions, from, until);
      sendings.add(sending.with(events(detail, actions, from, until), from.toString(), who));
      sending = before(resend);
      until = from;
    }
    sendings.add(sending.with(events(detail, actions, Instant.MIN, until), "", ""));
    return List.copyOf(sendings);
  }

  private static PastView before(Resend resend) {
    return new PastView(
        resend.sentBefore().map(Instant::toString).orElse(""),
        resend.attempt() - 1,
        resend.replyBefore().orElse(""),
        List.of(),
        "",
        "");
  }

  private PastView with(List<EventView> happened, String asked, String who) {
    return new PastView(sentAt, lastAttempt, reply, happened, asked, who);
  }

  /** It is kept a moment after the sending has begun. */
  private static String resentBy(List<PastAction> actions, Instant from, Instant to) {
    return actions.stream()
        .filter(action -> isResend(action) && isWithin(action.at(), from, to))
        .reduce((newer, older) -> older)
        .map(PastAction::who)
        .orElse("");
  }

  private static List<EventView> events(
      RegistrationDetail detail, List<PastAction> actions, Instant from, Instant to) {
    return Stream.concat(
            detail.failures().stream().map(EventView::of),
            actions.stream().filter(action -> !isResend(action)).map(EventView::of))
        .filter(event -> isWithin(event.at(), from, to))
        .sorted(Comparator.comparing(EventView::at).reversed())
        .toList();
  }

  private static boolean isResend(PastAction action) {
    return action.action().equals(ActionKind.RESEND.name());
  }

  private static boolean isWithin(Instant at, Instant from, Instant to) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
