package io.github.registrationmail.smtp;

import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/** A connection that is ready for mails, one at a time. Lives on the event loop of its socket. */
final class Session {

  /** Silence after which the server may have closed the connection, and nobody has heard of it. */
  private static final long FRESH_NANOS = 1_000_000_000L;

  /**
   * Refused mails in a row, each two errors: Postfix answers slowly after 10, and closes after 20.
   */
  private static final int MOST_REFUSED = 5;

  private final Conversation conversation;
  private final Capabilities capabilities;
  private volatile int mails;
  private volatile int refusedInARow;
  private volatile boolean wasFresh;
  private volatile long heard = System.nanoTime();

  Session(Conversation conversation, Capabilities capabilities) {
    this.conversation = conversation;
    this.capabilities = capabilities;
  }

  /** Sends a mail; the result comes once, on the session's event loop. */
  void send(Mail mail, Consumer<Tried> then) {
    conversation.run(
        () -> {
          wasFresh = isFresh();
          new Transaction(conversation, capabilities, mail)
              .run(refusedInARow > 0, wasFresh, tried -> tried(tried, then));
        });
  }

  /** Whether the server had just shown that it is there when the latest mail was begun. */
  boolean wasFresh() {
    return wasFresh;
  }

  private void tried(Tried tried, Consumer<Tried> then) {
    mails++;
    refusedInARow = tried.fault() == Fault.NONE ? 0 : refusedInARow + 1;
    heard = System.nanoTime();
    then.accept(tried);
  }

  private boolean isFresh() {
    return System.nanoTime() - heard < FRESH_NANOS;
  }

  /** Mails that it was given. */
  int mails() {
    return mails;
  }

  /** Whether the server has refused so much that it may lose its patience with this connection. */
  boolean isWornOut() {
    return refusedInARow >= MOST_REFUSED;
  }

  Conversation conversation() {
    return conversation;
  }

  /** Whether nothing was said for so long. */
  boolean isIdleFor(long nanos, long now) {
    return now - heard >= nanos;
  }

  /** Says goodbye, then closes. */
  void quit() {
    conversation.run(
        () -> {
          if (conversation.isOpen()) {
            conversation.expect(Stage.QUIT, bye -> conversation.close());
            conversation.say(Buffer.buffer("QUIT\r\n"));
          }
        });
  }
}
