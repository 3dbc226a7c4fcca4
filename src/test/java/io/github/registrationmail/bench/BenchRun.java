package io.github.registrationmail.bench;

import io.github.registrationmail.support.MailSink;
import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.Servers;
import io.github.registrationmail.support.ServiceProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Registrations at full load on the packaged service, beside the ceilings of the machine that it
 * runs on and, if there is one, another service. {@code ./mvnw verify -Pbench}
 */
class BenchRun {

  private final BenchSettings settings = BenchSettings.fromSystemProperties();
  private final List<String> command = ServiceCommand.of(settings);
  private final BenchReport report = new BenchReport(settings);

  @Test
  void sendsEachMailOnceAtFullLoad() throws Exception {
    Progress.say("%s", String.join(" ", command));
    MailSink sink = new MailSink(settings.sinkPort(), Addresses::isRefusedOnce);
    try (Servers servers = new Servers(sink, settings.firstDelay());
        ServiceProcess service = ServiceProcess.launch(command, environment(servers))) {
      try {
        service.awaitDelivering();
        measure(servers, Contender.ours(service));
      } finally {
        report.write(servers, command);
      }
    }
  }

  private void measure(Servers servers, Contender ours) throws Exception {
    List<Contender> contenders = Stream.concat(Stream.of(ours), Contender.peer().stream()).toList();
    Round round = new Round(servers.smtp());
    warmUp(round, contenders);
    lowLoad(round, contenders);
    fullLoad(round, contenders);
    ceilings(servers);
    if (settings.soakMinutes() > 0) {
      report.soak(new Soak(ours, servers.smtp(), settings).run(round));
    }
  }

  /** With refusals, so that the way of a retry is warm too. */
  private void warmUp(Round round, List<Contender> contenders) {
    for (Contender contender : contenders) {
      var unused = run(round, contender, settings.refusedPercent(), settings.warmup());
    }
  }

  private void lowLoad(Round round, List<Contender> contenders) {
    for (Contender contender : contenders) {
      Progress.say("%s, one caller", contender.name());
      report.lowLoad(round.run(contender, Addresses.count(settings.lowLoad(), 0), 1));
    }
  }

  /** In turn, so that what changes on the machine meanwhile changes it for all. */
  private void fullLoad(Round round, List<Contender> contenders) {
    for (int i = 0; i < settings.rounds(); i++) {
      for (int refused : List.of(0, settings.refusedPercent())) {
        for (Contender contender : contenders) {
          report.fullLoad(run(round, contender, refused, settings.registrations()));
        }
      }
    }
  }

  private Figures run(Round round, Contender contender, int refused, int registrations) {
    Figures figures =
        round.run(contender, Addresses.count(registrations, refused), settings.concurrency());
    Progress.say(
        "%s, %d %% refused: %.0f registrations/s, %.0f mails/s",
        contender.name(), refused, figures.registrationsPerSecond(), figures.mailsPerSecond());
    return figures;
  }

  private void ceilings(Servers servers) throws Exception {
    int count = settings.registrations();
    try (ConfirmedPublish publish = new ConfirmedPublish(servers.broker());
        BatchedInserts inserts = new BatchedInserts(servers.database())) {
      report.ceiling(Ceiling.measure("messages published and confirmed", count, publish::publish));
      report.ceiling(Ceiling.measure("rows inserted", count, inserts::insert));
    }
    int port = servers.smtp().port();
    report.ceiling(
        Ceiling.measure("mails taken by the mail server", count, n -> PlainSmtp.send(port, n)));
  }

  private Map<String, String> environment(Servers servers) {
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.put("REGISTRATION_RETRY_FIRST_DELAY", settings.firstDelay().toMillis() + "ms");
    return environment;
  }
}
