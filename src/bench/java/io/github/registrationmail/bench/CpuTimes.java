package io.github.registrationmail.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much processor time some processes have used so far. */
record CpuTimes(Map<Watched, Duration> times) {

  static CpuTimes of(List<Watched> processes) {
    Map<Watched, Duration> times = new LinkedHashMap<>();
    processes.forEach(process -> times.put(process, process.cpu()));
    return new CpuTimes(times);
  }

  /** Seconds for each 1,000 mails, by name of the process. */
  Map<String, Double> secondsPer1000(CpuTimes before, int mails) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    times.forEach(
        (process, now) ->
            seconds.put(
                process.name(), now.minus(before.times.get(process)).toNanos() / 1e6 / mails));
    return seconds;
  }
}
