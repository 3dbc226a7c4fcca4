package io.github.registrationmail.stack;

import java.util.UUID;
import java.util.function.Consumer;
import org.apache.qpid.server.message.MessageInstance;
import org.apache.qpid.server.message.ServerMessage;
import org.apache.qpid.server.protocol.v0_8.AMQMessage;
import org.apache.qpid.server.queue.BaseQueue;
import org.apache.qpid.server.store.MessageDurability;
import org.apache.qpid.server.store.MessageEnqueueRecord;
import org.apache.qpid.server.util.Action;

/** Where a delayed message waits: to the publishing transaction it is one more queue. */
record HeldMessages(String exchange, UUID id, Consumer<AMQMessage> hold) implements BaseQueue {

  HeldMessages(String exchange, Consumer<AMQMessage> hold) {
    this(exchange, UUID.randomUUID(), hold);
  }

  @Override
  public void enqueue(
      ServerMessage message, Action<? super MessageInstance> action, MessageEnqueueRecord record) {
    hold.accept((AMQMessage) message);
  }

  @Override
  public boolean isDeleted() {
    return false;
  }

  @Override
  public String getName() {
    return exchange + ".held";
  }

  @Override
  public UUID getId() {
    return id;
  }

  @Override
  public MessageDurability getMessageDurability() {
    return MessageDurability.NEVER;
  }
}
