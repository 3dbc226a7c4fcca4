package io.github.registrationmail.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What one run showed of one contender.
 *
 * @param cpuSecondsPer1000Mails of the contender's process
 * @param otherCpuSecondsPer1000Mails of the other processes, by name
 * @param peakMemoryMiB resident, since the process started
 * @param residentMemoryMiB at the end
 */
record Figures(
    String contender,
    int refusedPercent,
    int registrations,
    double registrationsPerSecond,
    double mailsPerSecond,
    double p50Millis,
    double p99Millis,
    double cpuSecondsPer1000Mails,
    Map<String, Double> otherCpuSecondsPer1000Mails,
    double peakMemoryMiB,
    double residentMemoryMiB) {

  /** The median of each figure by itself. */
  static Figures median(List<Figures> runs) {
    Figures first = runs.get(0);
    Map<String, Double> others = new LinkedHashMap<>();
    first
        .otherCpuSecondsPer1000Mails
        .keySet()
        .forEach(
            name ->
                others.put(name, median(runs, run -> run.otherCpuSecondsPer1000Mails.get(name))));
    return new Figures(
        first.contender,
        first.refusedPercent,
        first.registrations,
        median(runs, Figures::registrationsPerSecond),
        median(runs, Figures::mailsPerSecond),
        median(runs, Figures::p50Millis),
        median(runs, Figures::p99Millis),
        median(runs, Figures::cpuSecondsPer1000Mails),
        others,
        median(runs, Figures::peakMemoryMiB),
        median(runs, Figures::residentMemoryMiB));
  }

  private static double median(List<Figures> runs, ToDoubleFunction<Figures> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
