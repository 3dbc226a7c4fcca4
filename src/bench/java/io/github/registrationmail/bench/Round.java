package io.github.registrationmail.bench;

import io.github.registrationmail.support.MailSink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One load on one contender, from the first POST to the last mail; each mail came exactly once. */
final class Round {

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
    Sending sending = send(contender, addresses, callers, processes);
    CpuTimes before = sending.before();
    Posts posts = sending.posts();
    Mails mails = new Mails(sink);
    mails.await(posts.latencies().count(), posts.endNanos());
    CpuTimes after = CpuTimes.of(processes);
    mails.assertEachOnce(contender.name(), addresses);
    return figures(
        contender, addresses, posts, after.secondsPer1000(before, posts.latencies().count()));
  }

  private record Sending(CpuTimes before, Posts posts) {}

  private static Sending send(
      Contender contender, Addresses addresses, int callers, List<Watched> processes) {
    try (AutoCloseable meanwhile = contender.meanwhile().begin()) {
      return new Sending(CpuTimes.of(processes), Posts.send(contender, addresses, callers));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
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

  private static double perSecond(int count, long nanos) {
    return count * 1e9 / nanos;
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
