package io.github.registrationmail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More reasons than one statement counts, and than are shown. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ReasonRepositoryTest {

  private static final int REASONS = 130;
  private static final int FEWEST = 20;
  private static final int SHOWN = 100;
  private static final String DOMAIN = "reason-repository.example";

  /** The n-th reason has {@link #FEWEST} + n mails, of which two in three have the domain. */
  private static final String MAILS =
      """
      insert into registration(email, email_key, name, locale, registered_at, mail_state, due_at,
        sweep_at, failure_reason, failed_at)
      select concat(uuid(), '@', if(mail %% 3, '', 'other.'), '%1$s'),
        concat(uuid(), '@', if(mail %% 3, '', 'other.'), '%1$s'), 'Ada', 'en', utc_timestamp(3),
        ?, utc_timestamp(3), null, concat('reason repository ', reason),
        '2026-01-01' + interval mail second
      from (select seq as reason from %2$s) as reasons
      join (select seq as mail from %3$s) as mails on mail <= reason + ?
      """
          .formatted(
              DOMAIN, Sql.SEQUENCE.formatted(REASONS), Sql.SEQUENCE.formatted(FEWEST + REASONS));

  @Inject ReasonRepository repository;
  @Inject Sql sql;

  @Test
  void countsEachReasonOnceTheLargestFirst() {
    sql.execute(MAILS, "CANCELLED", FEWEST);
    sql.execute(MAILS, "SENT", 0);

    List<FailureGroup> groups =
        repository.groups(MailState.CANCELLED).await().indefinitely().stream()
            .filter(group -> group.reason().startsWith("reason repository "))
            .toList();

    assertTrue(groups.size() > SHOWN / 2 && groups.size() <= SHOWN, () -> "" + groups.size());
    assertEquals(
        IntStream.range(0, groups.size())
            .mapToObj(i -> "reason repository " + (REASONS - i))
            .toList(),
        groups.stream().map(FailureGroup::reason).toList());
    FailureGroup largest = groups.get(0);
    assertEquals(FEWEST + REASONS, largest.mails());
    assertEquals(DOMAIN, largest.domain());
    assertEquals((FEWEST + REASONS) * 2 / 3, largest.ofDomain());
    assertEquals("2026-01-01T00:00:01Z", largest.firstAt().toString());
    assertEquals("2026-01-01T00:02:30Z", largest.lastAt().toString());
    assertEquals(
        sql.number(
            "select max(id) from registration where mail_state = 'CANCELLED' and failure_reason = ?",
            largest.reason()),
        largest.sample());
  }

  @AfterEach
  void leaveNothing() {
    sql.execute("delete from registration where email like '%" + DOMAIN + "'");
  }
}
