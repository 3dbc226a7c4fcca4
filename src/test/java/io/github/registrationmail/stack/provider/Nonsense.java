package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.util.Locale;

/**
 * Says at one command what no mail server would, what has no end, or nothing.
 *
 * @param at the command, {@link #GREETING}, or {@link #DOT} for the end of the text
 */
public record Nonsense(String at, Answer answer) implements Personality {

  public static final String GREETING = "(greeting)";
  public static final String DOT = ".";

  /** A web server listens there. */
  public static Nonsense notSmtp() {
    return at(GREETING, Answer.say("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n")).ending();
  }

  public static Nonsense lineWithoutEnd(String at) {
    return at(at, Answer.raw("250-mail.test ").times(Integer.MAX_VALUE));
  }

  public static Nonsense replyWithoutEnd(String at) {
    return at(at, Answer.say("250-mail.test").times(Integer.MAX_VALUE));
  }

  public static Nonsense bannerWithoutEnd() {
    return at(GREETING, Answer.say("220-mail.test").times(Integer.MAX_VALUE));
  }

  /** A reply of 10 MB that is otherwise well formed. */
  public static Nonsense hugeReply(String at) {
    return at(at, Answer.say(("250-" + "x".repeat(394) + "\r\n").repeat(25_000) + "250 end"));
  }

  /** A reply that does not belong there, such as 354 to MAIL. */
  public static Nonsense wrongCode(String at, String reply) {
    return at(at, Answer.say(reply));
  }

  public static Nonsense silence(String at) {
    return at(at, Answer.never());
  }

  private static Nonsense at(String at, Answer answer) {
    return new Nonsense(at, answer);
  }

  private Nonsense ending() {
    return new Nonsense(at, answer.thenClose());
  }

  @Override
  public Answer greeting(Session session) {
    return at.equals(GREETING) ? answer : Answer.usual();
  }

  @Override
  public Answer command(Session session, String line) {
    return line.toUpperCase(Locale.ROOT).startsWith(at) ? answer : Answer.usual();
  }

  @Override
  public Answer text(Session session) {
    return at.equals(DOT) ? answer : Answer.usual();
  }
}
