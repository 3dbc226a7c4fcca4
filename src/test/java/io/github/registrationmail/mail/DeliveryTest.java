package io.github.registrationmail.mail;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  /** It would be acknowledged by a tag that may be another message's by now. */
  @Test
  void takesNoMessageWhoseConsumerItCannotTell() {
    assertThrows(IllegalStateException.class, () -> new Delivery(Message.of("7"), null));
  }
}
