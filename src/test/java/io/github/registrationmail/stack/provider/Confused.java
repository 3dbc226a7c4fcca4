package io.github.registrationmail.stack.provider;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.util.List;
import java.util.Random;

/**
 * Says now and then what has no meaning: octets at random, codes that do not belong there, or
 * nothing. What it does not answer with 250 it has not taken.
 */
public final class Confused implements Personality {

  private static final List<String> OUT_OF_PLACE =
      List.of("354 go on", "334 ", "199 early", "612 late", "354-go\r\n334 on", "4", "");

  private final Random random;
  private final int oneIn;

  /** One answer in so many, chosen by the seed. */
  public Confused(long seed, int oneIn) {
    this.random = new Random(seed);
    this.oneIn = oneIn;
  }

  @Override
  public Answer greeting(Session session) {
    return answer();
  }

  @Override
  public Answer ehlo(Session session) {
    return answer();
  }

  @Override
  public Answer mail(Session session) {
    return answer();
  }

  @Override
  public Answer rcpt(Session session, String address) {
    return answer();
  }

  @Override
  public Answer text(Session session) {
    return answer();
  }

  private Answer answer() {
    if (random.nextInt(oneIn) > 0) {
      return Answer.usual();
    }
    return switch (random.nextInt(4)) {
      case 0 -> Answer.say(octets());
      case 1 -> Answer.raw(octets()).thenClose();
      case 2 -> Answer.close();
      default -> Answer.say(OUT_OF_PLACE.get(random.nextInt(OUT_OF_PLACE.size())));
    };
  }

  /** Of which the first is no digit. */
  private String octets() {
    byte[] octets = new byte[1 + random.nextInt(300)];
    random.nextBytes(octets);
    octets[0] |= 0x40;
    return new String(octets, ISO_8859_1);
  }
}
