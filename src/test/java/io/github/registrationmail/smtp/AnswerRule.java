package io.github.registrationmail.smtp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What {@link WhoseFault} and {@link Judge} make of answers, for the model of the protocol. */
public final class AnswerRule {

  private static final Mail MAIL = mail("ada@example.org");
  private static final Mail OTHER = mail("grace@example.org");
  private static final Tried ACCEPTED = Tried.accepted(reply(250, "2.0.0 Ok"));
  private static final Tried SILENT_AFTER_THE_TEXT = silent(Stage.TEXT, true);

  private AnswerRule() {}

  /** The mail server takes the mail. */
  public static Optional<Outcome> accepts() {
    return judge().judge(MAIL, ACCEPTED, 0, 0);
  }

  /** It does not take the recipient's mail now. */
  public static Optional<Outcome> busy() {
    return refused(Stage.RECIPIENT, reply(450, "4.2.1 mailbox busy"));
  }

  /** It never takes it. */
  public static Optional<Outcome> refuses() {
    return refused(Stage.RECIPIENT, reply(550, "5.1.1 no such user"));
  }

  /** It takes nothing now. */
  public static Optional<Outcome> throttles() {
    return refused(Stage.RECIPIENT, reply(421, "4.7.0 too many mails"));
  }

  /** It falls silent before it has the text. */
  public static Optional<Outcome> silentBeforeTheText() {
    return judge().judge(MAIL, silent(Stage.RECIPIENT, false), 0, 0);
  }

  /** It falls silent when it has the text. */
  public static Optional<Outcome> silentAfterTheText() {
    return judge().judge(MAIL, SILENT_AFTER_THE_TEXT, 0, 0);
  }

  /** It does so with this mail the third time, while it takes others. */
  public static Optional<Outcome> silentAgainAndAgain() {
    Judge judge = judge();
    for (int i = 0; i < 2; i++) {
      judge.judge(MAIL, SILENT_AFTER_THE_TEXT, 0, 0);
      judge.judge(OTHER, ACCEPTED, 0, 0);
    }
    return judge.judge(MAIL, SILENT_AFTER_THE_TEXT, 0, 0);
  }

  private static Optional<Outcome> refused(Stage stage, Reply reply) {
    return judge().judge(MAIL, Tried.refused(stage, reply, true), 0, 0);
  }

  private static Judge judge() {
    Pace pace = new Pace(4, Duration.ofSeconds(1), Duration.ofMinutes(1));
    return new Judge(pace, Duration.ofMinutes(5), false);
  }

  private static Tried silent(Stage stage, boolean perhapsSent) {
    return Tried.unanswered(stage, new NoReply(NoReply.Cause.LATE, "no answer"), perhapsSent);
  }

  private static Reply reply(int code, String text) {
    return new Reply(code, List.of(text));
  }

  private static Mail mail(String recipient) {
    return new Mail("us@example.org", recipient, new byte[0]);
  }
}
