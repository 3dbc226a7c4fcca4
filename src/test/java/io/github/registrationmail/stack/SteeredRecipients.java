package io.github.registrationmail.stack;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.time.Duration;

/** Answers recipients by their {@link RecipientRule}. */
record SteeredRecipients(Attempts attempts) implements Personality {

  private static final Duration SLOW = Duration.ofSeconds(2);

  @Override
  public Answer rcpt(Session session, String address) {
    return switch (RecipientRule.of(address, attempts.add(address))) {
      case ACCEPT -> Answer.usual();
      case ACCEPT_SLOWLY -> Answer.usual().after(SLOW);
      case REFUSE -> Answer.say("550 5.1.1 no such user");
      case NAME -> Answer.say("550 5.1.1 <" + address + ">: no such user");
      case DEFER -> Answer.say("450 4.2.1 mailbox busy");
      case DROP -> Answer.close();
    };
  }
}
