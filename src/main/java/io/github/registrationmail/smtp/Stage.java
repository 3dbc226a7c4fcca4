package io.github.registrationmail.smtp;

/** Where in the dialogue a reply is waited for. */
enum Stage {
  CONNECT("connecting"),
  GREETING("the greeting"),
  HELLO("EHLO"),
  TLS("STARTTLS"),
  SIGN_IN("the sign-in"),
  RESET("RSET"),
  SENDER("MAIL"),
  RECIPIENT("RCPT"),
  DATA("DATA"),
  TEXT("the text"),
  QUIT("QUIT");

  private final String words;

  Stage(String words) {
    this.words = words;
  }

  /** Whether this reply lets the dialogue go on. */
  boolean isPassedBy(Reply reply) {
    return this == DATA ? reply.code() == 354 : reply.isPositive();
  }

  /** For sentences. */
  String words() {
    return words;
  }
}
