package io.github.registrationmail.mail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.mail.SmtpOutcome.Delivered;
import io.github.registrationmail.mail.SmtpOutcome.Refused;
import io.github.registrationmail.mail.SmtpOutcome.Unreachable;
import io.github.registrationmail.stack.EmbeddedSmtp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beside a mail server that greets whenever it runs, whatever becomes of the mails. */
class BreakerTest {

  private static final int THRESHOLD = 3;
  private static final Duration PROBE_EVERY = Duration.ofMillis(200);

  private final Vertx vertx = Vertx.vertx();
  private final EmbeddedSmtp smtp = new EmbeddedSmtp();
  private final List<String> gate = new CopyOnWriteArrayList<>();
  private Breaker breaker;

  @BeforeEach
  void start() {
    SmallRyeConfig config =
        Probes.config(
            Map.of(
                "registration.breaker.threshold",
                Integer.toString(THRESHOLD),
                "registration.breaker.probe-every",
                PROBE_EVERY.toMillis() + "ms"));
    breaker =
        new Breaker(
            config.getConfigMapping(BreakerConfig.class),
            config.getConfigMapping(MailConfig.class),
            Probes.probe(vertx, smtp.start(0), Map.of()),
            new SimpleMeterRegistry());
    breaker.guard(new Recorded());
  }

  @AfterEach
  void stop() {
    vertx.closeAndAwait();
    smtp.close();
  }

  @Test
  void opensAfterSomeInARowOnly() {
    unreachable(THRESHOLD - 1);
    breaker.record(new Delivered());
    unreachable(THRESHOLD - 1);
    breaker.record(new Refused("451", false));
    unreachable(THRESHOLD - 1);
    assertFalse(breaker.isOpen());
    assertEquals(List.of(), gate);
    unreachable(1);
    assertTrue(breaker.isOpen());
    assertEquals(List.of("closed"), gate);
  }

  @Test
  void letsOneTryWhenTheServerGreetsAndAllWhenThatIsAnswered() {
    unreachable(THRESHOLD);
    awaitGate("closed", "one");
    assertFalse(breaker.isOpen());
    breaker.record(new Refused("451", false));
    assertEquals(List.of("closed", "one", "open"), gate);
    unreachable(THRESHOLD - 1);
    assertFalse(breaker.isOpen());
  }

  @Test
  void staysClosedToTheOthersWhileEachTryFails() {
    unreachable(THRESHOLD);
    awaitGate("closed", "one");
    unreachable(1);
    assertTrue(breaker.isOpen());
    long start = System.nanoTime();
    awaitGate("closed", "one", "closed", "one");
    Duration waited = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(waited.compareTo(PROBE_EVERY.multipliedBy(2)) >= 0, "probed after " + waited);
    breaker.record(new Delivered());
    assertEquals("open", gate.get(4));
  }

  @Test
  void closesTheGateOnceForAllThatFailMeanwhile() {
    unreachable(10 * THRESHOLD);
    assertEquals(List.of("closed"), gate);
  }

  @Test
  void probesUntilTheServerGreets() {
    smtp.stop();
    unreachable(THRESHOLD);
    await()
        .during(PROBE_EVERY.multipliedBy(3))
        .atMost(PROBE_EVERY.multipliedBy(10))
        .until(breaker::isOpen);
    smtp.start();
    awaitGate("closed", "one");
  }

  private void unreachable(int mails) {
    IntStream.range(0, mails).forEach(i -> breaker.record(new Unreachable("silent")));
  }

  private void awaitGate(String... states) {
    await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertEquals(List.of(states), gate));
  }

  private final class Recorded implements Gate {
    @Override
    public void close() {
      gate.add("closed");
    }

    @Override
    public void openForOne() {
      gate.add("one");
    }

    @Override
    public void open() {
      gate.add("open");
    }
  }
}
