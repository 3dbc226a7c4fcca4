package io.github.registrationmail.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a connection of which the test decides what goes wrong in our own process, and when. */
class TransactionTest {

  private static final Mail MAIL =
      new Mail("us@sender.example", "ada@example.org", "hi\r\n".getBytes(StandardCharsets.UTF_8));
  private static final Capabilities CHUNKING =
      Capabilities.of(new Reply(250, List.of("us", "PIPELINING", "CHUNKING")));

  private static final List<String> ANSWERS = List.of("250 ok", "250 ok", "354 go on", "250 ok");

  private final List<Tried> results = new ArrayList<>();
  private final List<Handler<Buffer>> received = new ArrayList<>();
  private int writes;
  private int failing;
  private boolean isClosed;

  /** The place on the pace hangs on it: a try without a result would hold it for ever. */
  @ParameterizedTest
  @CsvSource({"1, AMBIGUOUS", "2, AMBIGUOUS", "3, AMBIGUOUS", "4, IN_DOUBT"})
  void hasOneResultWhereOurOwnWriteFails(int write, Fault fault) {
    failing = write;
    run(Capabilities.NONE);
    ANSWERS.forEach(this::say);
    assertEquals(List.of(fault), results.stream().map(Tried::fault).toList());
    assertFalse(results.get(0).isUsable());
    assertEquals(write, writes);
    assertTrue(isClosed);
  }

  @Test
  void isInDoubtWhereAllIsSaidAtOnce() {
    failing = 1;
    run(CHUNKING);
    assertEquals(List.of(Fault.IN_DOUBT), results.stream().map(Tried::fault).toList());
  }

  @Test
  void isAcceptedWhereNothingFails() {
    run(Capabilities.NONE);
    ANSWERS.forEach(this::say);
    assertEquals(List.of(Fault.NONE), results.stream().map(Tried::fault).toList());
    assertFalse(isClosed);
  }

  private void run(Capabilities server) {
    Conversation conversation = new Conversation(socket(), Silent.vertx(), stage -> 0L);
    new Transaction(conversation, server, MAIL).run(false, true, results::add);
  }

  private void say(String reply) {
    if (!isClosed) {
      received.get(0).handle(Buffer.buffer(reply + "\r\n"));
    }
  }

  @SuppressWarnings("unchecked")
  private NetSocket socket() {
    return (NetSocket)
        Proxy.newProxyInstance(
            NetSocket.class.getClassLoader(),
            new Class<?>[] {NetSocket.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "handler" -> received.add((Handler<Buffer>) arguments[0]);
                case "write" -> write();
                case "close" -> isClosed = true;
                default -> {}
              }
              return method.getReturnType() == NetSocket.class ? proxy : null;
            });
  }

  private void write() {
    writes++;
    if (writes == failing) {
      throw new IllegalStateException("thrown by the test");
    }
  }
}
