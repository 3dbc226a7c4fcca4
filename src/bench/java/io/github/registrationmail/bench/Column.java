package io.github.registrationmail.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** One figure of a table: its head, how it is written, and which it is. */
record Column(String head, String format, ToDoubleFunction<Figures> figure) {

  private static final List<Column> LATENCY =
      List.of(
          new Column("p50 of the POST", "%.2f ms", Figures::p50Millis),
          new Column("p99 of the POST", "%.2f ms", Figures::p99Millis));

  static List<Column> ofLowLoad() {
    return LATENCY;
  }

  /** With a column for each other process that was watched. */
  static List<Column> ofFullLoad(Figures example) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("registrations/s", "%.0f", Figures::registrationsPerSecond));
    columns.add(new Column("mails/s", "%.0f", Figures::mailsPerSecond));
    columns.addAll(LATENCY);
    columns.add(new Column("CPU s / 1,000 mails", "%.3f", Figures::cpuSecondsPer1000Mails));
    columns.add(new Column("peak memory", "%.0f MiB", Figures::peakMemoryMiB));
    example
        .otherCpuSecondsPer1000Mails()
        .keySet()
        .forEach(
            name ->
                columns.add(
                    new Column(
                        "CPU s of " + name,
                        "%.3f",
                        figures -> figures.otherCpuSecondsPer1000Mails().get(name))));
    return columns;
  }

  String of(Figures figures) {
    return String.format(Locale.ROOT, format, figure.applyAsDouble(figures));
  }

  String of(Ratio ratio) {
    double quotient = figure.applyAsDouble(ratio.of()) / figure.applyAsDouble(ratio.to());
    return String.format(Locale.ROOT, "%.2f", quotient);
  }
}
