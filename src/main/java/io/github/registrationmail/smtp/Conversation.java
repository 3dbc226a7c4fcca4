package io.github.registrationmail.smtp;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is said and answered on one connection. Each reply goes to the one who expects it, in order;
 * when no reply can come any more, everybody who still expects one is told so, once. Lives on the
 * event loop of its socket.
 */
final class Conversation {

  private record Expected(Stage stage, Consumer<Answer> then) {}

  private final NetSocket socket;
  private final Context context;
  private final Function<Stage, Long> limitNanos;
  private final ReplyReader reader = new ReplyReader();
  private final Queue<Expected> expected = new ArrayDeque<>();
  private Runnable onEnd = () -> {};
  private boolean ended;
  private volatile boolean waits;
  private volatile long deadline;

  /**
   * @param limitNanos how long the reply of a stage may take
   */
  Conversation(NetSocket socket, Vertx vertx, Function<Stage, Long> limitNanos) {
    this.socket = socket;
    this.context = vertx.getOrCreateContext();
    this.limitNanos = limitNanos;
    socket.handler(this::heard);
    socket.exceptionHandler(
        failure -> end(NoReply.Cause.LOST, String.valueOf(failure.getMessage())));
    socket.closeHandler(closed -> end(NoReply.Cause.LOST, "the mail server closed the connection"));
  }

  /** What else to do when the connection has ended, by whichever side. */
  void onEnd(Runnable then) {
    Runnable before = onEnd;
    onEnd =
        () -> {
          before.run();
          then.run();
        };
  }

  /** Nothing that was expected before comes after this. */
  void say(Buffer bytes) {
    if (!ended) {
      reader.said();
      var unused = socket.write(bytes);
    }
  }

  /** The next reply that nobody else expects goes there, or the reason why there is none. */
  void expect(Stage stage, Consumer<Answer> then) {
    if (ended) {
      then.accept(new NoReply(NoReply.Cause.LOST, "the connection is closed"));
      return;
    }
    expected.add(new Expected(stage, then));
    if (expected.size() == 1) {
      await(stage);
    }
  }

  /** Whether the server has said something that nobody asked for. */
  boolean hasRest() {
    return reader.hasRest();
  }

  NetSocket socket() {
    return socket;
  }

  boolean isOpen() {
    return !ended;
  }

  void close() {
    end(NoReply.Cause.LOST, "the connection was closed");
  }

  /** Closes it, and nobody is told so: who still expects a reply does not wait for it any more. */
  void abandon() {
    expected.clear();
    close();
  }

  /** Does this on the event loop that the conversation lives on. */
  void run(Runnable work) {
    context.runOnContext(ignored -> work.run());
  }

  /**
   * Ends what has waited longer than its limit. Called from any thread.
   *
   * @param now {@link System#nanoTime}
   */
  void watch(long now) {
    if (waits && now - deadline >= 0) {
      run(() -> endIfLate(now));
    }
  }

  private void endIfLate(long now) {
    if (waits && now - deadline >= 0) {
      String stage =
          Optional.ofNullable(expected.peek()).map(next -> next.stage().words()).orElse("");
      end(NoReply.Cause.LATE, "the mail server did not answer " + stage + " in time");
    }
  }

  private void heard(Buffer received) {
    try {
      reader.feed(received.getBytes());
      Optional<Reply> reply = reader.next();
      while (reply.isPresent() && !ended) {
        answered(reply.get());
        reply = reader.next();
      }
    } catch (Nonsense nonsense) {
      end(NoReply.Cause.NONSENSE, "the mail server sent " + nonsense.getMessage());
    }
  }

  private void answered(Reply reply) {
    Expected first = expected.poll();
    if (first == null) {
      end(NoReply.Cause.LOST, "the mail server said " + reply);
      return;
    }
    Expected following = expected.peek();
    if (following == null) {
      waits = false;
    } else {
      await(following.stage());
    }
    first.then().accept(reply);
  }

  private void await(Stage stage) {
    deadline = System.nanoTime() + limitNanos.apply(stage);
    waits = true;
  }

  private void end(NoReply.Cause cause, String reason) {
    if (ended) {
      return;
    }
    ended = true;
    waits = false;
    var unused = socket.close();
    NoReply none = new NoReply(cause, reason);
    for (Expected one = expected.poll(); one != null; one = expected.poll()) {
      one.then().accept(none);
    }
    onEnd.run();
  }
}
