package io.github.registrationmail.smtp;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One mail on one connection (RFC 5321, 3.3): all that the server lets be said at once is said at
 * once (PIPELINING, RFC 2920; CHUNKING, RFC 3030), and the first answer that is no yes decides.
 */
final class Transaction {

  private static final Logger LOG = Logger.getLogger(Transaction.class);
  private static final String END_OF_TEXT = ".\r\n";

  /** What is said, and where its reply is waited for. */
  private record Step(Stage stage, Buffer bytes) {}

  /** The answer that decides. */
  private record Refusal(Stage stage, Reply reply) {}

  private final Conversation conversation;
  private final Capabilities server;
  private final Mail mail;
  private final Queue<List<Step>> groups = new ArrayDeque<>();
  private Consumer<Tried> then = tried -> {};
  private Optional<Refusal> refusal = Optional.empty();
  private int unanswered;
  private boolean textIsSaid;
  private boolean serverAwaitsText;
  private boolean ended;

  Transaction(Conversation conversation, Capabilities server, Mail mail) {
    this.conversation = conversation;
    this.server = server;
    this.mail = mail;
  }

  /**
   * The result comes once, even if an error of our own is what it says.
   *
   * @param isDirty whether the server still remembers a mail that it refused
   * @param isFresh whether the server has just shown that it is there; if not, the text is not sent
   *     before it has, so that a lost connection leaves no doubt
   */
  void run(boolean isDirty, boolean isFresh, Consumer<Tried> result) {
    then = result;
    orBroken(
        () -> {
          plan(isDirty, isFresh);
          next();
        });
  }

  private void plan(boolean isDirty, boolean isFresh) {
    List<Step> envelope = new ArrayList<>();
    if (isDirty) {
      envelope.add(new Step(Stage.RESET, Buffer.buffer("RSET\r\n")));
    }
    envelope.add(new Step(Stage.SENDER, Buffer.buffer(sender())));
    envelope.add(
        new Step(Stage.RECIPIENT, Buffer.buffer("RCPT TO:<" + mail.recipient() + ">\r\n")));
    List<Step> text = new ArrayList<>();
    if (server.chunking()) {
      text.add(new Step(Stage.TEXT, DotStuffing.chunk(mail.content())));
    } else {
      envelope.add(new Step(Stage.DATA, Buffer.buffer("DATA\r\n")));
      text.add(new Step(Stage.TEXT, DotStuffing.text(mail.content())));
    }
    group(envelope, text, isFresh);
  }

  private void group(List<Step> envelope, List<Step> text, boolean isFresh) {
    if (!server.pipelining()) {
      envelope.forEach(step -> groups.add(List.of(step)));
      groups.add(text);
    } else if (server.chunking() && isFresh) {
      envelope.addAll(text);
      groups.add(envelope);
    } else {
      groups.add(envelope);
      groups.add(text);
    }
  }

  private String sender() {
    String size = server.size() ? " SIZE=" + mail.content().length : "";
    return "MAIL FROM:<" + mail.sender() + ">" + size + "\r\n";
  }

  private void next() {
    List<Step> group = groups.remove();
    unanswered = group.size();
    Buffer bytes = Buffer.buffer(group.stream().mapToInt(step -> step.bytes().length()).sum());
    for (Step step : group) {
      textIsSaid |= step.stage() == Stage.TEXT;
      bytes.appendBuffer(step.bytes());
      conversation.expect(step.stage(), answer -> answered(step.stage(), answer));
    }
    conversation.say(bytes);
  }

  private void answered(Stage stage, Answer answer) {
    unanswered--;
    if (!ended) {
      orBroken(() -> decide(stage, answer));
    }
  }

  private void decide(Stage stage, Answer answer) {
    if (answer instanceof NoReply none) {
      end(lost(stage, none));
      return;
    }
    Reply reply = (Reply) answer;
    serverAwaitsText |= stage == Stage.DATA && reply.code() == 354;
    if (refusal.isEmpty() && !stage.isPassedBy(reply)) {
      refusal = Optional.of(new Refusal(stage, reply));
    }
    if (reply.code() == 421) {
      end(refused(false));
      conversation.close();
    } else if (unanswered == 0) {
      answeredAll(reply);
    }
  }

  private void answeredAll(Reply last) {
    if (refusal.isEmpty()) {
      if (groups.isEmpty()) {
        end(Tried.accepted(last));
      } else {
        next();
      }
    } else if (serverAwaitsText) {
      endText();
    } else {
      end(refused(true));
    }
  }

  /** RFC 2920, 3.1: a server may say 354 although it took no recipient; it gets an empty text. */
  private void endText() {
    serverAwaitsText = false;
    unanswered = 1;
    conversation.expect(Stage.TEXT, answer -> answered(Stage.TEXT, answer));
    conversation.say(Buffer.buffer(END_OF_TEXT));
  }

  private Tried lost(Stage stage, NoReply none) {
    return refusal.isPresent() ? refused(false) : Tried.unanswered(stage, none, textIsSaid);
  }

  private Tried refused(boolean isUsable) {
    Refusal decisive = refusal.orElseThrow();
    return Tried.refused(decisive.stage(), decisive.reply(), isUsable);
  }

  /** Whoever waits for the result has a connection of the pace: without one it is lost. */
  private void orBroken(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error failure) {
      if (ended) {
        throw failure;
      }
      LOG.error("a mail was not sent by an error of our own", failure);
      end(Tried.broken(failure, textIsSaid));
    }
  }

  private void end(Tried tried) {
    ended = true;
    if (!tried.isUsable()) {
      conversation.close();
    }
    then.accept(tried);
  }
}
