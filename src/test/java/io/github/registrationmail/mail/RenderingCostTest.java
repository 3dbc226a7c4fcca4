package io.github.registrationmail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.smtp.Mail;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What writing a mail costs, beside what it cost when its words were compiled in. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@EnabledIfSystemProperty(named = "measure", matches = "true")
class RenderingCostTest {

  private static final int ROUNDS = 31;
  private static final int WARM_UP = 10;
  private static final int MAILS = 10_000;

  /** Two hundredths of the processor time of a mail, which is 0.25 ms: docs/benchmarks.md. */
  private static final Duration MORE = Duration.ofNanos(250_000 * 2 / 100);

  @Inject MailConfig config;
  @Inject MailRenderer renderer;

  @Test
  void isNoMoreThanTwoHundredthsOfAMailAboveTheFormer() {
    FormerRenderer former = new FormerRenderer(config.from());
    assertEquals(words(former.compose(mail(1, "en"))), words(renderer.compose(mail(1, "en"))));
    assertEquals(words(former.compose(mail(1, "zh"))), words(renderer.compose(mail(1, "zh"))));
    List<Long> before = new ArrayList<>();
    List<Long> now = new ArrayList<>();
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      long first = nanos(former::compose);
      long second = nanos(renderer::compose);
      if (round >= WARM_UP) {
        before.add(first);
        now.add(second);
      }
    }
    System.out.printf(
        "CPU of writing a mail, median of %d rounds of %d: before %d ns (%d to %d), now %d ns (%d to %d)%n",
        ROUNDS,
        MAILS,
        median(before),
        Collections.min(before),
        Collections.max(before),
        median(now),
        Collections.min(now),
        Collections.max(now));
    assertTrue(median(now) <= median(before) + MORE.toNanos());
  }

  /** A mail, of this thread's processor time. */
  private static long nanos(Function<ClaimedMail, Uni<Mail>> written) {
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long octets = 0;
    long start = thread.getCurrentThreadCpuTime();
    for (int i = 0; i < MAILS; i++) {
      ClaimedMail mail = mail(i, i % 2 == 0 ? "en" : "zh");
      octets += written.apply(mail).await().atMost(Duration.ofSeconds(1)).content().length;
    }
    long taken = thread.getCurrentThreadCpuTime() - start;
    assertTrue(octets > 0);
    return taken / MAILS;
  }

  private static ClaimedMail mail(int id, String locale) {
    return new ClaimedMail(
        id,
        1,
        0,
        1L,
        "ada" + id + "@example.org",
        "Ada Lovelace",
        locale,
        Instant.EPOCH,
        "welcome",
        Optional.empty(),
        true);
  }

  /** But for the date and the boundary. */
  private static String words(Uni<Mail> mail) {
    return new String(mail.await().atMost(Duration.ofSeconds(1)).content(), StandardCharsets.UTF_8)
        .replaceAll("Date: .*", "Date")
        .replaceAll("=_registration-1(\\.0)?", "=_");
  }

  private static long median(List<Long> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }
}
