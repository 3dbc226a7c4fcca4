package io.github.registrationmail.bench;

import java.time.Duration;
import java.util.Locale;

/**
 * How much is measured; each is a system property {@code bench.*}.
 *
 * @param registrations of one measured run
 * @param start registrations of each of the three steps from a start; 0: no such start
 * @param warmup registrations before, that do not count
 * @param concurrency callers at once, each on a connection of its own
 * @param lowLoad registrations of a single caller
 * @param rounds of which the tables show the median
 * @param refusedPercent of the recipients, in the runs with refusals
 * @param firstDelay of the service's timetable
 * @param sinkPort of the mail server; 0: any
 * @param soakMinutes of full load at the end; 0: none
 * @param rows of sent mails, with which the rounds are run again; 0: none
 * @param backlog rows to sweep at a start at the end; 0: no such start
 * @param waiting messages in the queue at a start at the very end; 0: no such start
 * @param unbatched whether the service runs once more, with batches off
 * @param keys whether the service is also measured with an Idempotency-Key for each POST
 * @param operators who look at a table with more rows, in rounds of their own; 0: none
 * @param erased whether the rounds with more rows are run again while old rows are erased
 * @param memory that the service may think the machine has
 */
record BenchSettings(
    int registrations,
    int start,
    int warmup,
    int concurrency,
    int lowLoad,
    int rounds,
    int refusedPercent,
    Duration firstDelay,
    int sinkPort,
    int soakMinutes,
    int rows,
    int backlog,
    int waiting,
    boolean unbatched,
    boolean keys,
    int operators,
    boolean erased,
    Mebibytes memory) {

  /** The condition of the rounds with more rows, as the tables name it. */
  String rowsMore() {
    return String.format(Locale.ROOT, "%,d rows more", rows);
  }

  static BenchSettings fromSystemProperties() {
    return new BenchSettings(
        Integer.getInteger("bench.registrations", 20_000),
        Integer.getInteger("bench.start", 15_000),
        Integer.getInteger("bench.warmup", 120_000),
        Integer.getInteger("bench.concurrency", 64),
        Integer.getInteger("bench.low-load", 500),
        Integer.getInteger("bench.rounds", 3),
        Integer.getInteger("bench.refused.percent", 20),
        Duration.ofMillis(Integer.getInteger("bench.first-delay.millis", 1)),
        Integer.getInteger("bench.sink.port", 0),
        Integer.getInteger("bench.soak.minutes", 0),
        Integer.getInteger("bench.rows", 0),
        Integer.getInteger("bench.backlog", 0),
        Integer.getInteger("bench.waiting", 0),
        Boolean.getBoolean("bench.unbatched"),
        Boolean.getBoolean("bench.keys"),
        Integer.getInteger("bench.operators", 0),
        Boolean.getBoolean("bench.erased"),
        new Mebibytes(Integer.getInteger("bench.memory.mib", 512)));
  }
}
