package io.github.registrationmail.smtp;

/**
 * What came of one try to send a mail on one connection.
 *
 * @param stage where it ended
 * @param codes reply code and enhanced code, empty without a reply
 * @param text what the server said, or why it said nothing
 * @param isUsable whether the connection is good for another mail
 * @param isFarewell whether the connection ended before the server had said a word about this mail
 */
record Tried(
    Fault fault, Stage stage, String codes, String text, boolean isUsable, boolean isFarewell) {

  static Tried accepted(Reply reply) {
    return new Tried(Fault.NONE, Stage.TEXT, reply.codes(), reply.toString(), true, false);
  }

  static Tried refused(Stage stage, Reply reply, boolean isUsable) {
    return new Tried(
        WhoseFault.of(stage, reply),
        stage,
        reply.codes(),
        reply.toString(),
        isUsable && reply.code() >= 400,
        reply.code() == 421 && isBeforeTheMail(stage));
  }

  static Tried unanswered(Stage stage, NoReply none, boolean perhapsSent) {
    boolean isFarewell = none.cause() == NoReply.Cause.LOST && isBeforeTheMail(stage);
    return new Tried(
        WhoseFault.ofSilence(perhapsSent), stage, "", none.reason(), false, isFarewell);
  }

  /** An error of our own, while this mail was being sent. */
  static Tried broken(Throwable failure, boolean perhapsSent) {
    Fault fault = perhapsSent ? Fault.IN_DOUBT : Fault.AMBIGUOUS;
    return new Tried(fault, Stage.TEXT, "", "an error of our own: " + failure, false, false);
  }

  private static boolean isBeforeTheMail(Stage stage) {
    return stage == Stage.RESET || stage == Stage.SENDER;
  }

  /** What refusals with one cause have in common. */
  String signature() {
    return stage + " " + codes;
  }
}
