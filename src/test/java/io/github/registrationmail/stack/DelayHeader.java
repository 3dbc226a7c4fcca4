package io.github.registrationmail.stack;

import java.time.Duration;
import java.util.HashMap;
import org.apache.qpid.server.message.ServerMessage;
import org.apache.qpid.server.protocol.v0_8.AMQMessage;
import org.apache.qpid.server.protocol.v0_8.FieldTableFactory;
import org.apache.qpid.server.protocol.v0_8.MessageMetaData;
import org.apache.qpid.server.protocol.v0_8.transport.BasicContentHeaderProperties;
import org.apache.qpid.server.protocol.v0_8.transport.ContentHeaderBody;
import org.apache.qpid.server.store.MessageStore;
import org.apache.qpid.server.util.ConnectionScopedRuntimeException;

/** The header {@code x-delay}: milliseconds on the way in, their negative on the way out. */
final class DelayHeader {

  private static final String X_DELAY = "x-delay";

  private DelayHeader() {}

  /**
   * Zero when there is none; what is no number ends the connection with 541, as the plugin does.
   */
  static Duration of(ServerMessage<?> message) {
    Object value = message.getMessageHeader().getHeader(X_DELAY);
    if (value == null) {
      return Duration.ZERO;
    }
    try {
      return Duration.ofMillis(Long.parseLong(value.toString()));
    } catch (NumberFormatException e) {
      throw new ConnectionScopedRuntimeException("x-delay is not a number", e);
    }
  }

  /** A copy whose delay is negative, so that no further delayed exchange holds it again. */
  static AMQMessage negated(AMQMessage message, MessageStore store) {
    var properties =
        new BasicContentHeaderProperties(message.getContentHeaderBody().getProperties());
    var headers = new HashMap<>(properties.getHeadersAsMap());
    headers.computeIfPresent(X_DELAY, (name, delay) -> negated(delay));
    properties.setHeaders(FieldTableFactory.createFieldTable(headers));
    var metadata =
        new MessageMetaData(
            message.getMessagePublishInfo(),
            new ContentHeaderBody(properties, message.getSize()),
            System.currentTimeMillis());
    var copy = store.addMessage(metadata);
    var content = message.getContent();
    if (content != null) {
      copy.addContent(content);
    }
    return new AMQMessage(copy.allContentAdded(), message.getConnectionReference());
  }

  private static Object negated(Object delay) {
    if (delay instanceof Integer milliseconds) {
      return -milliseconds;
    }
    return -Long.parseLong(delay.toString());
  }
}
