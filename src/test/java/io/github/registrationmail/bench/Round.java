package io.github.registrationmail.bench;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.support.MailSink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One load on one contender, from the first POST to the last mail; each mail came exactly once. */
final class Round {

  /** How long nothing may come after the last mail; what the service does then counts as well. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  /** How long no mail may come before the rest counts as lost; longer than the sweep's grace. */
  private static final Duration STALLED = Duration.ofMinutes(2);

  private final MailSink sink;
  private final List<Watched> others;

  Round(MailSink sink) {
    this.sink = sink;
    this.others = Stream.concat(Stream.of(Watched.self()), Watched.others().stream()).toList();
  }

  Figures run(Contender contender, Addresses addresses, int callers) {
    List<Watched> processes =
        Stream.concat(Stream.of(contender.process()), others.stream()).toList();
    sink.forget();
    CpuTimes before = CpuTimes.of(processes);
    Posts posts = Posts.send(contender, addresses, callers);
    awaitMails(posts);
    CpuTimes after = CpuTimes.of(processes);
    assertEachOnce(contender, addresses);
    return figures(
        contender, addresses, posts, after.secondsPer1000(before, posts.latencies().count()));
  }

  private Figures figures(
      Contender contender, Addresses addresses, Posts posts, Map<String, Double> cpu) {
    Latencies latencies = posts.latencies();
    double ownCpu = cpu.remove(contender.name());
    return new Figures(
        contender.name(),
        addresses.refusedPercent(),
        latencies.count(),
        perSecond(latencies.count(), posts.endNanos() - posts.startNanos()),
        perSecond(latencies.count(), sink.lastNanos() - posts.startNanos()),
        millis(latencies.percentile(50)),
        millis(latencies.percentile(99)),
        ownCpu,
        cpu,
        contender.process().peakMemory().number(),
        contender.process().residentMemory().number());
  }

  private void awaitMails(Posts posts) {
    await()
        .forever()
        .pollInterval(Duration.ofMillis(20))
        .during(QUIET)
        .until(() -> sink.recipients() >= posts.latencies().count() || isStalled(posts));
  }

  private boolean isStalled(Posts posts) {
    long since = Math.max(posts.endNanos(), sink.lastNanos());
    return System.nanoTime() - since > STALLED.toNanos();
  }

  private void assertEachOnce(Contender contender, Addresses addresses) {
    long registered = addresses.given().count();
    long lost = addresses.given().filter(address -> sink.mails(address) == 0).count();
    long doubled = addresses.given().filter(address -> sink.mails(address) > 1).count();
    assertAll(
        contender.name(),
        () -> assertEquals(0, lost, "registered without mail"),
        () -> assertEquals(0, doubled, "with more than one mail"),
        () -> assertEquals(registered - lost, sink.recipients(), "also with a mail after its run"));
  }

  private static double perSecond(int count, long nanos) {
    return count * 1e9 / nanos;
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
