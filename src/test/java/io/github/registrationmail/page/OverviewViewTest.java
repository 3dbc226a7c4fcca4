package io.github.registrationmail.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.operator.Figures;
import io.github.registrationmail.operator.Headline;
import io.github.registrationmail.operator.ListQuery;
import io.github.registrationmail.operator.Minute;
import io.github.registrationmail.operator.Summary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverviewViewTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** What is sent, and so what there is, is at least so many until all are counted. */
  @ParameterizedTest
  @CsvSource({"true, 7, 9", "false, 7+, 9+"})
  void saysThatItIsStillCounting(boolean counted, String sent, String all) {
    OverviewView view =
        OverviewView.of(
            figures(counted), ListQuery.unfiltered(null, null), Optional.empty(), Optional.empty());
    assertEquals(sent, count(view, MailState.SENT));
    assertEquals("2", count(view, MailState.FAILED));
    assertEquals(all, view.all());
    assertEquals("2", view.failed());
  }

  private static String count(OverviewView view, MailState state) {
    return view.states().stream()
        .filter(one -> one.state() == state)
        .findFirst()
        .orElseThrow()
        .count();
  }

  private static Figures figures(boolean counted) {
    Headline sending =
        new Headline(
            Headline.State.SENDING,
            NOW,
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty());
    Summary summary =
        new Summary(
            Map.of(MailState.SENT, 7L, MailState.FAILED, 2L),
            counted,
            Optional.empty(),
            new Summary.LastMinutes(5, 0, 0, 0),
            sending);
    return new Figures(NOW, "", summary, List.of(new Minute(NOW, 0, 0, 0)), "");
  }
}
