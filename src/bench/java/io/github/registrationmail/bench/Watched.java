package io.github.registrationmail.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A process whose use of the machine is measured; the operating system tells. */
record Watched(String name, long pid) {

  Watched {
    if (ProcessHandle.of(pid).isEmpty()) {
      throw new IllegalArgumentException(name + ": there is no process " + pid);
    }
  }

  /** This process: the load and the mail server. */
  static Watched self() {
    return new Watched("load and sink", ProcessHandle.current().pid());
  }

  /** Others of interest, in {@code bench.cpu.pids} as {@code rabbitmq=123,mariadb=456}. */
  static List<Watched> others() {
    return Arrays.stream(System.getProperty("bench.cpu.pids", "").split(","))
        .filter(pair -> !pair.isBlank())
        .map(pair -> pair.split("="))
        .map(pair -> new Watched(pair[0].strip(), Long.parseLong(pair[1].strip())))
        .toList();
  }

  /** Processor time so far, of user and system. */
  Duration cpu() {
    return ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  /** The most resident memory that it ever had. */
  Mebibytes peakMemory() {
    return status("VmHWM:");
  }

  Mebibytes residentMemory() {
    return status("VmRSS:");
  }

  /** From Linux's {@code /proc}; other systems have no such file. */
  private Mebibytes status(String key) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.replaceAll("\\D", ""))
          .map(number -> Mebibytes.ofKibibytes(Long.parseLong(number)))
          .findFirst()
          .orElse(new Mebibytes(0));
    } catch (IOException e) {
      return new Mebibytes(0);
    }
  }
}
