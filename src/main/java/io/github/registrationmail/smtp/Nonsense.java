package io.github.registrationmail.smtp;

/** What the mail server sent is not SMTP, or too much. */
final class Nonsense extends Exception {
  private static final long serialVersionUID = 1L;

  Nonsense(String what) {
    super(what, null, false, false);
  }
}
