package io.github.registrationmail.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What the mail server remembers does not grow without bound. */
class DeliveriesTest {

  private final Deliveries deliveries = new Deliveries();

  @Test
  void keepsTheLatest500Mails() {
    var message = new MimeMessage(Session.getInstance(new Properties()));
    for (int i = 1; i <= 510; i++) {
      deliveries.received(i + "@example.org", message);
    }

    var mails = deliveries.mails();
    assertEquals(500, mails.size());
    assertEquals("11@example.org", mails.get(0).recipient());
    assertEquals("510@example.org", mails.get(499).recipient());
  }
}
