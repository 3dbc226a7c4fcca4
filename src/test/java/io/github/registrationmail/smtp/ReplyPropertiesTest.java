package io.github.registrationmail.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What a mail server says, in any words and however it comes over the wire. */
class ReplyPropertiesTest {

  private static final Set<Stage> OF_A_MAIL = EnumSet.of(Stage.RECIPIENT, Stage.DATA, Stage.TEXT);

  private static final List<String> WORDS =
      List.of(
          "5.1.1",
          "4.7.1",
          "5.7.1",
          "4.2.2",
          "5.3.4",
          "4.4.5",
          "5.1.8",
          "greylisted",
          "rate",
          "limit",
          "Relay access denied",
          "spam",
          "no such user",
          "too many",
          "HELO",
          "é",
          "");

  @Provide
  Arbitrary<Reply> replies() {
    Arbitrary<String> line =
        Arbitraries.of(WORDS).list().ofMaxSize(4).map(words -> String.join(" ", words).strip());
    return Combinators.combine(
            Arbitraries.integers().between(200, 599), line.list().ofMinSize(1).ofMaxSize(3))
        .as(Reply::new);
  }

  @Property
  void repliesAreTheSameHoweverTheyAreCut(
      @ForAll @Size(min = 1, max = 5) List<@net.jqwik.api.From("replies") Reply> said,
      @ForAll @IntRange(min = 1, max = 40) int piece)
      throws Nonsense {
    StringBuilder wire = new StringBuilder();
    said.forEach(reply -> wire.append(onTheWire(reply)));
    byte[] bytes = wire.toString().getBytes(UTF_8);
    ReplyReader reader = new ReplyReader();
    List<Reply> read = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += piece) {
      reader.feed(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece)));
      for (Optional<Reply> next = reader.next(); next.isPresent(); next = reader.next()) {
        read.add(next.get());
      }
    }

    assertEquals(said, read);
    assertFalse(reader.hasRest());
  }

  @Property
  void onlyANoForGoodAboutAMailEndsIt(@ForAll Stage stage, @ForAll("replies") Reply reply) {
    Fault fault = WhoseFault.of(stage, reply);

    assertFalse(EnumSet.of(Fault.NONE, Fault.IN_DOUBT).contains(fault));
    if (fault == Fault.FOR_GOOD) {
      assertTrue(reply.isPermanent(), reply::toString);
      assertTrue(OF_A_MAIL.contains(stage) || stage == Stage.SENDER, stage::name);
    }
    if (EnumSet.of(Fault.MAIL, Fault.GREYLISTED, Fault.AMBIGUOUS).contains(fault)) {
      assertTrue(OF_A_MAIL.contains(stage), stage::name);
      assertTrue(reply.code() >= 400, reply::toString);
    }
    assertTrue(fault != Fault.GREYLISTED || reply.isTransient(), reply::toString);
    assertTrue(fault == Fault.SERVER || reply.code() >= 400 && reply.code() != 421, fault::name);
  }

  @Property
  void theSameWordsInCapitalsMeanTheSame(@ForAll Stage stage, @ForAll("replies") Reply reply) {
    List<String> loud = reply.lines().stream().map(it -> it.toUpperCase(Locale.ROOT)).toList();

    assertEquals(WhoseFault.of(stage, reply), WhoseFault.of(stage, new Reply(reply.code(), loud)));
  }

  @Property
  void theTextOfAMailComesOutOfItsFrameAsItWas(@ForAll("texts") String text) {
    String framed = DotStuffing.text(text.getBytes(UTF_8)).toString(UTF_8);

    assertTrue(framed.endsWith("\r\n.\r\n") || framed.equals(".\r\n"), framed);
    String lines = framed.substring(0, framed.length() - ".\r\n".length());
    assertFalse(lines.contains("\r\n.\r\n") || lines.startsWith(".\r\n"), framed);
    String received = ("\n" + lines).replace("\n.", "\n").substring(1);
    assertEquals(text.isEmpty() || text.endsWith("\n") ? text : text + "\r\n", received);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(".", "..", "\r\n", "\r\n.", "a", "é", ". ")
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }

  private static String onTheWire(Reply reply) {
    StringBuilder wire = new StringBuilder();
    int last = reply.lines().size() - 1;
    for (int i = 0; i <= last; i++) {
      wire.append(reply.code()).append(i < last ? '-' : ' ').append(reply.lines().get(i));
      wire.append("\r\n");
    }
    return wire.toString();
  }
}
