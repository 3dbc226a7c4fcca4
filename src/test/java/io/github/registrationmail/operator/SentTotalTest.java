package io.github.registrationmail.operator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.database.Reads;
import io.github.registrationmail.operator.SentTotal.Sent;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class SentTotalTest {

  /** Sixteen of each second, so that steps end among mails of the same moment. */
  private static final String SENT =
      """
      insert into registration(email, email_key, name, locale, registered_at, mail_state, due_at,
        sent_at, sweep_at)
      select concat(uuid(), seq), concat(uuid(), seq), 'Ada', 'en', utc_timestamp(3), 'SENT',
        utc_timestamp(3), %s - interval seq div 16 second, null
      from
      """
          + Sql.SEQUENCE.formatted(50);

  private static final Duration DAY = Duration.ofDays(1);

  @Inject Reads reads;
  @Inject Sql sql;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 100_000})
  void countsEachMailOnceInWhateverSteps(int atOnce) {
    SentTotal total = total(atOnce, DAY);
    send("utc_timestamp(3) - interval 2 hour");
    countsAll(total);
    send("utc_timestamp(3) - interval 5 second");
    countsAll(total);
    send("utc_timestamp(3)");
    countsAll(total);
    countsAll(total(atOnce, DAY));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 100_000})
  void countsNoneTwiceWhenTheClockIsSetBack(int atOnce) {
    SentTotal total = total(atOnce, DAY);
    send("utc_timestamp(3) - interval 2 hour");
    countsAll(total);
    total.at(Instant.now().minusSeconds(10_000)).await().indefinitely();
    countsAll(total);
  }

  /** Two moments' worth of mails at a look, with those of the same moment. */
  @Test
  void countsNoMoreThanSoManyAtALook() {
    send("utc_timestamp(3) - interval 2 hour");
    SentTotal total = new SentTotal(reads, 4, 2, DAY);
    Sent first = total.at(Instant.now()).await().indefinitely();
    assertFalse(first.isAll());
    assertTrue(first.mails() >= 8 && first.mails() <= 40, first.toString());
    Sent second = total.at(Instant.now()).await().indefinitely();
    assertTrue(second.mails() > first.mails());
    await().until(() -> total.at(Instant.now()).await().indefinitely().isAll());
    assertEquals(sent(), counted(total));
  }

  /** What is known is shown until then. */
  @Test
  void findsWhatWasErasedWhenItCountsAnew() {
    send("utc_timestamp(3) - interval 2 hour");
    SentTotal total = total(70, Duration.ZERO);
    long before = counted(total);
    sql.execute("delete from registration where email not like '%@%' limit 10");
    await()
        .untilAsserted(
            () -> {
              Sent looked = total.at(Instant.now()).await().indefinitely();
              assertTrue(looked.isAll() && looked.mails() > before - 20, looked.toString());
              assertEquals(sent(), looked.mails());
            });
  }

  private SentTotal total(int atOnce, Duration trusted) {
    return new SentTotal(reads, atOnce, Integer.MAX_VALUE, trusted);
  }

  private void send(String latest) {
    sql.execute(SENT.formatted(latest));
  }

  /** Soon: mails of other tests may be sent between the two. */
  private void countsAll(SentTotal total) {
    await().untilAsserted(() -> assertEquals(sent(), counted(total)));
  }

  private long counted(SentTotal total) {
    return total.at(Instant.now()).await().indefinitely().mails();
  }

  private long sent() {
    return sql.number("select count(sent_at) from registration");
  }
}
