package io.github.registrationmail.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The result as Markdown: medians of the rounds, and the ratios of the medians. */
final class Tables {

  private Tables() {}

  static String of(BenchResult result) {
    List<String> parts = new ArrayList<>();
    parts.add(head(result));
    if (!result.fromStart().isEmpty()) {
      parts.add(
          line("From the start, three times %,d:\n", result.settings().start())
              + fromStart(result.fromStart()));
    }
    if (!result.fullLoad().isEmpty()) {
      parts.add(fullLoad(result.fullLoad()));
    }
    if (!result.lowLoad().isEmpty()) {
      parts.add("One caller at a time:\n\n" + lowLoad(result.lowLoad()));
    }
    if (!result.ceilings().isEmpty()) {
      parts.add("Ceilings, each part by itself:\n\n" + ceilings(result.ceilings()));
    }
    if (!result.soak().isEmpty()) {
      parts.add("Soak:\n\n" + minutes(result.soak()));
    }
    if (!result.backlog().isEmpty()) {
      parts.add("Start with rows to sweep:\n\n" + backlog(result.backlog()));
    }
    if (!result.waiting().isEmpty()) {
      parts.add(
          line("Start with %,d messages waiting:\n", result.settings().waiting())
              + minutes(result.waiting()));
    }
    if (!result.views().isEmpty()) {
      parts.add("What operators looked at meanwhile:\n\n" + views(result.views()));
    }
    return String.join("\n", parts);
  }

  private static String head(BenchResult result) {
    Machine machine = result.machine();
    BenchSettings settings = result.settings();
    return line("%s.", result.servers())
        + line(
            "%d x %s, %d MiB, %s; load average before the run %.1f.",
            machine.processors(),
            machine.processor(),
            machine.memoryMiB(),
            machine.java(),
            machine.loadBefore())
        + line(
            "%d registrations a run by %d callers, median of the rounds: %d; first delay %d ms.",
            settings.registrations(),
            settings.concurrency(),
            settings.rounds(),
            settings.firstDelay().toMillis())
        + (result.realServers()
            ? ""
            : line("**Embedded servers: these are no figures of a real broker and database.**"));
  }

  private static String fromStart(List<StartFigures> starts) {
    return """
        | | first 201 | mails/s | CPU s / 1,000 mails | resident memory |
        |---|--:|--:|--:|--:|
        """
        + starts.stream().map(Tables::start).collect(Collectors.joining());
  }

  private static String start(StartFigures start) {
    return line(
        "| %s | %s | %s | %s | %s MiB |",
        start.image(),
        Double.isNaN(start.firstAnswerMillis())
            ? "–"
            : String.format(Locale.ROOT, "%.0f ms", start.firstAnswerMillis()),
        steps("%.0f", start, Figures::mailsPerSecond),
        steps("%.3f", start, Figures::cpuSecondsPer1000Mails),
        steps("%.0f", start, Figures::residentMemoryMiB));
  }

  private static String steps(String format, StartFigures start, ToDoubleFunction<Figures> figure) {
    return start.steps().stream()
        .map(step -> String.format(Locale.ROOT, format, figure.applyAsDouble(step)))
        .collect(Collectors.joining(", "));
  }

  private static String fullLoad(List<Figures> runs) {
    List<Column> columns = Column.ofFullLoad(runs.get(0));
    StringBuilder table = new StringBuilder(headOf("refused", "", columns));
    by(Figures::refusedPercent, runs)
        .forEach((percent, group) -> table.append(rows(percent + " %", group, columns)));
    return table.toString();
  }

  private static String lowLoad(List<Figures> runs) {
    return headOf("", "", Column.ofLowLoad()) + rows("", runs, Column.ofLowLoad());
  }

  /** One row a contender, and their ratios. */
  private static String rows(String label, List<Figures> runs, List<Column> columns) {
    List<Figures> medians =
        by(Figures::contender, runs).values().stream().map(Figures::median).toList();
    StringBuilder rows = new StringBuilder();
    for (Figures median : medians) {
      rows.append(row(label, median.contender(), columns, column -> column.of(median)));
    }
    for (Ratio ratio : Ratio.among(medians)) {
      rows.append(row(label, ratio.name(), columns, column -> column.of(ratio)));
    }
    return rows.toString();
  }

  private static String ceilings(List<Ceiling> ceilings) {
    return "| | a second |\n|---|--:|\n"
        + ceilings.stream()
            .map(ceiling -> line("| %s | %.0f |", ceiling.what(), ceiling.perSecond()))
            .collect(Collectors.joining());
  }

  private static String minutes(List<Minute> minutes) {
    double first = minutes.get(0).residentMemoryMiB();
    double last = minutes.get(minutes.size() - 1).residentMemoryMiB();
    double most = minutes.stream().mapToDouble(Minute::residentMemoryMiB).max().orElseThrow();
    return "| minute | resident memory | mails/s |\n|--:|--:|--:|\n"
        + minutes.stream().map(Tables::minute).collect(Collectors.joining())
        + line("\nFirst minute %.0f MiB, last %.0f MiB, the most %.0f MiB.", first, last, most);
  }

  private static String minute(Minute minute) {
    return line(
        "| %d | %.0f MiB | %.0f |",
        minute.minute(), minute.residentMemoryMiB(), minute.mailsPerSecond());
  }

  private static String backlog(List<BacklogFigures> starts) {
    return """
        | rows | first mail | last mail | mails/s | publishes in flight | mails in flight | messages ready | peak memory |
        |--:|--:|--:|--:|--:|--:|--:|--:|
        """
        + starts.stream().map(Tables::backlogStart).collect(Collectors.joining());
  }

  private static String backlogStart(BacklogFigures start) {
    return line(
        "| %d | %.1f s | %.1f s | %.0f | %d | %d | %d | %.0f MiB |",
        start.rows(),
        start.firstMailSeconds(),
        start.lastMailSeconds(),
        start.mailsPerSecond(),
        start.publishesInFlight(),
        start.mailsInFlight(),
        start.messagesReady(),
        start.peakMemoryMiB());
  }

  private static String views(List<ViewFigures> views) {
    return "| view | looks | p50 | p99 | the longest |\n|---|--:|--:|--:|--:|\n"
        + views.stream()
            .map(
                view ->
                    line(
                        "| %s | %d | %.1f ms | %.1f ms | %.1f ms |",
                        view.view(),
                        view.looks(),
                        view.p50Millis(),
                        view.p99Millis(),
                        view.maxMillis()))
            .collect(Collectors.joining());
  }

  private static String headOf(String first, String second, List<Column> columns) {
    return row(first, second, columns, Column::head)
        + "|---|---|"
        + String.join("", Collections.nCopies(columns.size(), "--:|"))
        + "\n";
  }

  private static String row(
      String first, String second, List<Column> columns, Function<Column, String> cell) {
    return columns.stream()
        .map(cell)
        .collect(Collectors.joining(" | ", "| %s | %s | ".formatted(first, second), " |\n"));
  }

  private static <K> Map<K, List<Figures>> by(Function<Figures, K> key, List<Figures> runs) {
    return runs.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  private static String line(String format, Object... arguments) {
    return String.format(Locale.ROOT, format + "\n", arguments);
  }
}
