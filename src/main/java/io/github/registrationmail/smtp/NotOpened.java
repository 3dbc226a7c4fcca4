package io.github.registrationmail.smtp;

/** A connection to the mail server could not be made ready for mails. */
final class NotOpened extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Fault fault;

  NotOpened(Fault fault, String reason) {
    super(reason, null, false, false);
    this.fault = fault;
  }

  /** What the server said at this stage instead of going on. */
  static NotOpened of(Stage stage, Answer answer) {
    if (answer instanceof Reply reply) {
      return new NotOpened(WhoseFault.of(stage, reply), "%s: %s".formatted(stage.words(), reply));
    }
    return new NotOpened(Fault.SERVER, ((NoReply) answer).reason());
  }

  /** The server's, or ours. */
  Fault fault() {
    return fault;
  }
}
