package io.github.registrationmail.chaos;

import static org.awaitility.Awaitility.await;

import io.github.registrationmail.chaos.Ledger.InFlight;
import io.github.registrationmail.model.Recorded;
import io.github.registrationmail.model.RowMoves;
import io.github.registrationmail.model.RowMoves.Move;
import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;

/** What a run comes to, once nothing of it is under way any more. */
final class Reckoning {

  /** What can happen to a row. */
  private static final Set<Move> MODEL = RowMoves.all();

  /** How long nothing may be under way before a run counts as settled. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final Servers servers;
  private final Ledger ledger;

  Reckoning(Servers servers, Ledger ledger) {
    this.servers = servers;
    this.ledger = ledger;
  }

  /** What does not settle within the limit counts as it is. */
  Tally tally(Set<String> accepted, Set<InFlight> inFlight, Duration limit) {
    awaitSettled(limit);
    sayHowLate(ledger.late());
    return new Tally(
        accepted,
        servers.smtp().mails(),
        inFlight,
        ledger.unanswered(),
        ledger.in("FAILED"),
        ledger.in("CANCELLED"),
        Recorded.of(new Journal(servers.database()).changes(), MODEL),
        ledger.violated());
  }

  /** Also that nothing comes after; what does not settle in time is for the table to show. */
  private void awaitSettled(Duration limit) {
    try {
      await()
          .atMost(limit)
          .during(QUIET)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> ledger.unsettled().isEmpty());
    } catch (ConditionTimeoutException e) {
      List<List<String>> unsettled = ledger.unsettled();
      Progress.say("not settled: state, attempt, swept, number, seconds left: %s", unsettled);
    }
  }

  private static void sayHowLate(List<Long> millis) {
    if (!millis.isEmpty()) {
      int size = millis.size();
      Progress.say(
          "late by p50 %,d ms, p99 %,d ms, at most %,d ms",
          millis.get(size / 2), millis.get(size * 99 / 100), millis.get(size - 1));
    }
  }
}
