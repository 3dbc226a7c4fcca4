package io.github.registrationmail.page;

import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.operator.Figures;
import io.github.registrationmail.operator.ListQuery;
import io.github.registrationmail.operator.Minute;
import io.github.registrationmail.operator.Summary;
import io.github.registrationmail.pause.Paused;
import io.quarkus.qute.TemplateData;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures as the page shows them.
 *
 * @param selected name of the state that the list is filtered by, or empty
 * @param allQuery the query string that asks for all states, with the same search
 * @param failedQuery the same for those that have failed
 * @param isFiltered whether the search leaves registrations of each state out
 * @param templatesFault why the folder of the templates is not taken as it is, or empty
 * @param pause one, or none
 * @param sending whether mails go out
 * @param webhook why events are not taken, or empty
 * @param oldestId 0 when nothing waits
 */
@TemplateData
record OverviewView(
    List<StateCount> states,
    String selected,
    String allQuery,
    String failedQuery,
    boolean isFiltered,
    String templatesFault,
    List<Paused> pause,
    SendingView sending,
    String webhook,
    String all,
    String waiting,
    String failed,
    boolean isAnyFailed,
    long oldestId,
    String oldestSince,
    Span oldestAge,
    String sentPerMinute,
    String sentLastHour,
    String retriedLastHour,
    String failedLastHour) {

  static OverviewView of(
      Figures figures, ListQuery query, Optional<String> templatesFault, Optional<Paused> pause) {
    Optional<MailState> selected = query.filter().state();
    Summary summary = figures.summary();
    Map<MailState, Long> counts = summary.states();
    Minute hour = figures.hour().stream().reduce(Minute::plus).orElseThrow();
    Optional<Summary.Oldest> oldest = summary.oldestUnsent();
    return new OverviewView(
        Arrays.stream(MailState.values()).map(s -> StateCount.of(s, summary, query)).toList(),
        selected.map(Enum::name).orElse(""),
        ListView.ofState(query, Optional.empty()),
        ListView.ofState(query, Optional.of(MailState.FAILED)),
        !query.filter().isOfStateOnly(),
        templatesFault.orElse(""),
        pause.stream().toList(),
        SendingView.of(summary.sending()),
        figures.webhookTrouble(),
        Quantity.count(sum(counts, List.of(MailState.values()))) + more(summary),
        Quantity.count(sum(counts, MailState.UNSENT)),
        Quantity.count(sum(counts, List.of(MailState.FAILED))),
        sum(counts, List.of(MailState.FAILED)) > 0,
        oldest.map(Summary.Oldest::id).orElse(0L),
        oldest.map(found -> found.dueSince().toString()).orElse(""),
        oldest.map(found -> Span.of(Duration.ofSeconds(found.ageSeconds()))).orElse(Span.NONE),
        Quantity.count(Math.round(summary.lastMinutes().getSentPerMinute())),
        Quantity.count(hour.sent()),
        Quantity.count(hour.retried()),
        Quantity.count(hour.failed()));
  }

  private static long sum(Map<MailState, Long> counts, Collection<MailState> states) {
    return states.stream().mapToLong(state -> counts.getOrDefault(state, 0L)).sum();
  }

  /** Those that are sent are at least so many, as long as they are being counted. */
  private static String more(Summary summary) {
    return summary.counted() ? "" : "+";
  }

  /**
   * How many mails are in one state, and whether the list shows only those.
   *
   * @param query the query string that asks for them, with the same search
   */
  @TemplateData
  record StateCount(MailState state, String count, boolean isSelected, String query) {

    static StateCount of(MailState state, Summary summary, ListQuery query) {
      String count = Quantity.count(summary.states().getOrDefault(state, 0L));
      return new StateCount(
          state,
          state == MailState.SENT ? count + more(summary) : count,
          query.filter().state().filter(state::equals).isPresent(),
          ListView.ofState(query, Optional.of(state)));
    }
  }
}
