package io.github.registrationmail.dispatch;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;

/** An outgoing channel to nowhere: a test looks at its messages, confirms or refuses them. */
public final class HeldChannel implements Emitter<String> {

  private final List<Message<? extends String>> messages = new CopyOnWriteArrayList<>();

  /** What was published, in this order. */
  public List<Message<? extends String>> messages() {
    return List.copyOf(messages);
  }

  /** The broker has every message so far. */
  public void confirm() {
    messages.forEach(message -> message.ack().toCompletableFuture().join());
  }

  /** The broker takes none of the messages so far. */
  public void refuse() {
    messages.forEach(
        message -> message.nack(new IllegalStateException("refused")).toCompletableFuture().join());
  }

  @Override
  public <M extends Message<? extends String>> void send(M message) {
    messages.add(message);
  }

  @Override
  public CompletionStage<Void> send(String payload) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void complete() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void error(Exception failure) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public boolean hasRequests() {
    return true;
  }
}
