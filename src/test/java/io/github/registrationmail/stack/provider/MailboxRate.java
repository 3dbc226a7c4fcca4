package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.time.Duration;

/** Lets one recipient have a mail now and then only, and says whose limit that is. */
public final class MailboxRate implements Personality {

  private final String address;
  private final Window window;

  public MailboxRate(String address, int most, Duration time) {
    this.address = address;
    window = new Window(most, time);
  }

  @Override
  public Answer rcpt(Session session, String recipient) {
    return !recipient.equals(address) || window.admits()
        ? Answer.usual()
        : Answer.say(
            """
            450-4.2.1 The user you are trying to contact is receiving mail at a rate that
            450-4.2.1 prevents additional messages from being delivered. Please resend your
            450 4.2.1 message at a later time.\
            """
                .replace("\n", "\r\n"));
  }
}
