package io.github.registrationmail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BasicProperties;
import io.github.registrationmail.broker.BrokerLinks;
import io.github.registrationmail.broker.RecordedLinks;
import io.github.registrationmail.broker.RouteProof;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a message, whoever has made it. */
class DeliveryTest {

  /** It would be acknowledged by a tag that may be another message's by now. */
  @Test
  void takesNoMessageWhoseConsumerItCannotTell() {
    assertThrows(IllegalStateException.class, () -> new Delivery(Message.of("7"), null));
  }

  @Test
  void readsTheUserIdAndTheAttempt() {
    Delivery delivery = delivery("9223372036854775807", Map.of("x-attempt", 3));
    assertEquals(Optional.of(Long.MAX_VALUE), delivery.userId());
    assertEquals(Optional.of(3), delivery.attempt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "7 ", "seven", "9223372036854775808"})
  void takesNothingElseForAUserId(String body) {
    assertEquals(Optional.empty(), delivery(body, Map.of()).userId());
  }

  @Test
  void readsNoBodyThatIsTooLargeForAUserId() {
    assertEquals(Optional.of(7L), delivery("0".repeat(1023) + "7", Map.of()).userId());
    assertEquals(Optional.empty(), delivery("0".repeat(1024) + "7", Map.of()).userId());
  }

  @Test
  void takesNothingButAPositiveNumberForAnAttempt() {
    assertEquals(Optional.empty(), delivery("7", Map.of()).attempt());
    assertEquals(Optional.empty(), delivery("7", Map.of("x-attempt", "1")).attempt());
    assertEquals(Optional.empty(), delivery("7", Map.of("x-attempt", 0)).attempt());
    assertEquals(Optional.of(1), delivery("7", Map.of("x-attempt", 1L)).attempt());
  }

  @Test
  void knowsAProbeOfTheRouteByItsType() {
    assertTrue(delivery(properties().type(RouteProof.PROBE).build()).isRouteProbe());
    assertFalse(delivery(properties().type("mail").build()).isRouteProbe());
    assertFalse(delivery("7", Map.of()).isRouteProbe());
  }

  @Test
  void namesAMessageInOneLine() {
    assertEquals("without message id", delivery("7", Map.of()).name());
    assertEquals("a b", delivery(properties().messageId("a\nb").build()).name());
  }

  private static AMQP.BasicProperties.Builder properties() {
    return new AMQP.BasicProperties.Builder();
  }

  @Test
  void isAcknowledgedByItsDeliveryTag() {
    RecordedLinks links = new RecordedLinks(Delivery.CHANNEL, HandMade.CONSUMER);
    done(new Delivery(HandMade.of(7, 1).message(), links).ack());
    assertEquals(List.of("ack 1"), links.said());
  }

  @Test
  void isRejectedWithTheReason() {
    HandMade message = HandMade.of(7, 1);
    RecordedLinks links = new RecordedLinks(Delivery.CHANNEL, HandMade.CONSUMER);
    done(new Delivery(message.message(), links).deadLetter("550 no such mailbox"));
    assertEquals(List.of("550 no such mailbox"), message.rejected());
  }

  /** By then its delivery tag is another message's, which would become a dead letter. */
  @Test
  void isNotRejectedWhenItsConsumerIsGone() {
    HandMade message = HandMade.of(7, 1);
    RecordedLinks links = new RecordedLinks(Delivery.CHANNEL, "another tag");
    done(new Delivery(message.message(), links).deadLetter("550 no such mailbox"));
    assertEquals(List.of(), message.rejected());
  }

  private static void done(Uni<Void> step) {
    step.await().atMost(Duration.ofSeconds(10));
  }

  private static Delivery delivery(BasicProperties properties) {
    return delivery("7", properties);
  }

  private static Delivery delivery(String body, Map<String, Object> headers) {
    return delivery(body, properties().headers(headers).build());
  }

  private static Delivery delivery(String body, BasicProperties properties) {
    return new Delivery(HandMade.of(body, properties).message(), (BrokerLinks) null);
  }
}
