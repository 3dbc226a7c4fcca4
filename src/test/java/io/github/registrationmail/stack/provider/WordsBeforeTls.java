package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;

/** Lets somebody between put words after its consent to TLS, or has no TLS but words. */
public record WordsBeforeTls(String words, boolean closes) implements Personality {

  /** Replies that a client would believe later, if it kept them. */
  public static WordsBeforeTls injected() {
    return new WordsBeforeTls("250-mail.evil\r\n250 AUTH PLAIN\r\n235 2.7.0 Welcome", false);
  }

  /** No handshake follows. */
  public static WordsBeforeTls garbage() {
    return new WordsBeforeTls("\0\1\2 error:0A000126:SSL routines::unexpected eof", true);
  }

  @Override
  public Answer startTls(Session session) {
    Answer answer = Answer.say("220 2.0.0 Ready to start TLS\r\n" + words);
    return closes ? answer.thenClose() : answer;
  }
}
