package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.time.Duration;

/** Takes so many within a time, and defers more: where in the dialogue, and in whose words. */
public final class Rate implements Personality {

  private enum Where {
    MAIL,
    RCPT,
    TEXT
  }

  private final Where where;
  private final String words;
  private final Window window;

  private Rate(Where where, String words, int most, Duration time) {
    this.where = where;
    this.words = words;
    this.window = new Window(most, time);
  }

  /** MAIL commands of a client, as Postfix counts them with its anvil. */
  public static Rate ofMails(int most, Duration time) {
    return new Rate(Where.MAIL, "450 4.7.1 Error: too much mail from 127.0.0.1", most, time);
  }

  /** Recipients, and it does not tell why it takes no more. */
  public static Rate ofRecipients(int most, Duration time) {
    return new Rate(
        Where.RCPT, "450 4.7.1 <%s>: Recipient address rejected: try again later", most, time);
  }

  /** Texts, in the words of a large provider for programs that send. */
  public static Rate ofTexts(int most, Duration time) {
    return new Rate(
        Where.TEXT, "454 4.7.0 Throttling failure: Maximum sending rate exceeded.", most, time);
  }

  @Override
  public Answer mail(Session session) {
    return answer(Where.MAIL, words);
  }

  @Override
  public Answer rcpt(Session session, String address) {
    return answer(Where.RCPT, words.formatted(address));
  }

  @Override
  public Answer text(Session session) {
    return answer(Where.TEXT, words);
  }

  private Answer answer(Where here, String refusal) {
    return here != where || window.admits() ? Answer.usual() : Answer.say(refusal);
  }
}
