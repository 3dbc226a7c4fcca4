package io.github.registrationmail.smtp;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Tells from stage and reply whose fault it is that a mail was not accepted: the first rule that
 * fits. Pure; docs/mail-servers.md has the sources of each rule.
 */
final class WhoseFault {

  private static final Set<Stage> OPENING =
      Set.of(Stage.CONNECT, Stage.GREETING, Stage.HELLO, Stage.TLS, Stage.RESET, Stage.QUIT);
  private static final Set<Stage> SIGN_IN = Set.of(Stage.SIGN_IN);
  private static final Set<Stage> SENDER = Set.of(Stage.SENDER);
  private static final Set<Stage> RECIPIENT = Set.of(Stage.RECIPIENT);
  private static final Set<Stage> TEXT = Set.of(Stage.DATA, Stage.TEXT);
  private static final Set<Stage> MAIL = Set.of(Stage.RECIPIENT, Stage.DATA, Stage.TEXT);
  private static final Set<Stage> ALL = Set.of(Stage.values());

  private static final Pattern THROTTLING =
      Pattern.compile("\\brate|\\blimit|too (?:much|many)|throttl|quota of messages|slow down");
  private static final Pattern GREYLISTING = Pattern.compile("gr[ea]y-?list");
  private static final Pattern OF_US =
      Pattern.compile("relay|authenticat|not permitted|black-?list|block-?list|policy|spam|helo");

  private record Rule(Set<Stage> stages, Predicate<Reply> fits, Fault fault) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(ALL, code(421), Fault.SERVER),
          new Rule(OPENING, any(), Fault.SERVER),
          new Rule(ALL, code(530), Fault.OURS),
          new Rule(SIGN_IN, Reply::isPermanent, Fault.OURS),
          new Rule(SIGN_IN, any(), Fault.SERVER),
          // neither yes nor no: the dialogue is out of order
          new Rule(ALL, reply -> reply.code() < 400, Fault.SERVER),
          new Rule(SENDER, Reply::isTransient, Fault.SERVER),
          new Rule(SENDER, code(552).or(code(555)).or(enhanced(3, 4)), Fault.FOR_GOOD),
          new Rule(SENDER, any(), Fault.OURS),
          new Rule(MAIL, code(454).or(code(432)), Fault.SERVER),
          new Rule(MAIL, enhanced(2, 2), Fault.MAIL),
          new Rule(
              MAIL, deferred(enhanced(3, 2).or(enhanced(4, 5)).or(enhanced(5, 3))), Fault.SERVER),
          new Rule(MAIL, deferred(says(GREYLISTING)), Fault.GREYLISTED),
          new Rule(MAIL, deferred(says(THROTTLING)), Fault.SERVER),
          new Rule(MAIL, deferred(enhanced(7, 1)), Fault.GREYLISTED),
          new Rule(RECIPIENT, deferred(aboutTheSender()), Fault.SERVER),
          new Rule(RECIPIENT, aboutTheSender(), Fault.OURS),
          new Rule(RECIPIENT, deferred(aboutTheMailbox().or(bare())), Fault.MAIL),
          new Rule(RECIPIENT, refused(subject(1).or(enhanced(2, 1))), Fault.FOR_GOOD),
          new Rule(RECIPIENT, refused(noSuchMailbox().and(says(OF_US).negate())), Fault.FOR_GOOD),
          new Rule(MAIL, refused(enhanced(3, 4)), Fault.FOR_GOOD),
          new Rule(TEXT, refused(subject(6)), Fault.FOR_GOOD),
          new Rule(MAIL, any(), Fault.AMBIGUOUS));

  private WhoseFault() {}

  /** Whose fault this reply is, which did not let the dialogue go on at this stage. */
  static Fault of(Stage stage, Reply reply) {
    return RULES.stream()
        .filter(rule -> rule.stages().contains(stage) && rule.fits().test(reply))
        .findFirst()
        .map(Rule::fault)
        .orElse(Fault.SERVER);
  }

  /**
   * Whose fault it is that no reply came: the mail server's.
   *
   * @param perhapsSent whether the server may have the whole mail
   */
  static Fault ofSilence(boolean perhapsSent) {
    return perhapsSent ? Fault.IN_DOUBT : Fault.SERVER;
  }

  private static Predicate<Reply> any() {
    return reply -> true;
  }

  private static Predicate<Reply> code(int code) {
    return reply -> reply.code() == code;
  }

  private static Predicate<Reply> deferred(Predicate<Reply> fits) {
    return fits.and(Reply::isTransient);
  }

  private static Predicate<Reply> refused(Predicate<Reply> fits) {
    return fits.and(Reply::isPermanent);
  }

  private static Predicate<Reply> subject(int subject) {
    return reply -> reply.enhanced().filter(code -> code.subject() == subject).isPresent();
  }

  private static Predicate<Reply> enhanced(int subject, int detail) {
    return reply -> reply.enhanced().filter(code -> code.is(subject, detail)).isPresent();
  }

  private static Predicate<Reply> bare() {
    return reply -> reply.enhanced().isEmpty();
  }

  /** Postfix says at RCPT what it thinks of the sender. */
  private static Predicate<Reply> aboutTheSender() {
    return enhanced(1, 7).or(enhanced(1, 8));
  }

  private static Predicate<Reply> aboutTheMailbox() {
    return subject(1).or(subject(2)).or(enhanced(4, 1));
  }

  private static Predicate<Reply> noSuchMailbox() {
    return bare().and(code(550).or(code(551)).or(code(553)));
  }

  private static Predicate<Reply> says(Pattern words) {
    return reply -> words.matcher(reply.text().toLowerCase(Locale.ROOT)).find();
  }
}
