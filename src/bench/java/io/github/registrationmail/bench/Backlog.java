package io.github.registrationmail.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.support.MailSink;
import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.Servers;
import io.github.registrationmail.support.ServiceProcess;
import java.time.Duration;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** The service starts while many rows wait for its sweep, and sends each one's mail once. */
final class Backlog {

  /** Publishes of the sweep at once; the probes of the channels do not count as in flight. */
  private static final int SWEEP_CONCURRENCY = 64;

  private static final Duration FIRST_MAIL_LIMIT = Duration.ofMinutes(2);

  private final Servers servers;
  private final MailSink sink;
  private final Addresses addresses;
  private final int rows;

  Backlog(Servers servers, int rows) {
    this.servers = servers;
    this.sink = servers.smtp();
    this.addresses = Addresses.count(rows, 0);
    this.rows = rows;
  }

  /**
   * @param start of the service, which does not run
   */
  BacklogFigures run(Supplier<ServiceProcess> start) throws Exception {
    DueRows.PENDING.insert(servers.database(), addresses);
    sink.forget();
    long startNanos = System.nanoTime();
    try (ServiceProcess service = start.get();
        Peaks peaks = new Peaks(service, servers)) {
      long firstNanos = awaitFirstMail();
      Mails mails = new Mails(sink);
      mails.await(rows, firstNanos);
      mails.assertEachOnce("backlog", addresses);
      assertBounded(peaks);
      return figures(startNanos, firstNanos, peaks, new Watched("backlog", service.pid()));
    }
  }

  private long awaitFirstMail() {
    Awaitility.await()
        .atMost(FIRST_MAIL_LIMIT)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> sink.recipients() > 0);
    return System.nanoTime();
  }

  private static void assertBounded(Peaks peaks) {
    assertTrue(peaks.samples() > 0, "the service told nothing of what is in flight");
    assertTrue(
        peaks.publishesInFlight() <= SWEEP_CONCURRENCY,
        () -> peaks.publishesInFlight() + " publishes in flight");
  }

  private BacklogFigures figures(long start, long first, Peaks peaks, Watched process) {
    BacklogFigures figures =
        new BacklogFigures(
            rows,
            (first - start) / 1e9,
            (sink.lastNanos() - start) / 1e9,
            rows * 1e9 / (sink.lastNanos() - first),
            peaks.publishesInFlight(),
            peaks.mailsInFlight(),
            peaks.messagesReady(),
            process.peakMemory().number());
    Progress.say(
        "backlog: %,d mails, the last %.1f s after the start", rows, figures.lastMailSeconds());
    return figures;
  }
}
