package io.github.registrationmail.bench;

import io.github.registrationmail.support.FailedRows;
import io.github.registrationmail.support.MailSink;
import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.SentRows;
import io.github.registrationmail.support.Servers;
import io.github.registrationmail.support.ServiceProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
    try (Servers servers = new Servers(sink, settings.firstDelay())) {
      fromStart(servers);
      measured(servers);
    }
  }

  /** Before anything else, and with nothing else beside it. */
  private void fromStart(Servers servers) {
    if (settings.start() > 0) {
      FromStart start = new FromStart(servers.smtp(), settings, environment(servers));
      Image.built(settings.memory()).forEach(image -> report.fromStart(start.run(image)));
      Contender.peer().ifPresent(peer -> report.fromStart(start.beside(peer)));
    }
  }

  private void measured(Servers servers) throws Exception {
    try (ServiceProcess service = ServiceProcess.launch(command, environment(servers))) {
      try {
        service.awaitDelivering();
        measure(servers, Contender.ours(service));
        var unused = service.terminate();
        startAgain(servers);
      } finally {
        report.write(servers, command);
      }
    }
  }

  private void measure(Servers servers, Contender ours) throws Exception {
    Rounds rounds = new Rounds(servers.smtp(), settings, report);
    if (settings.unbatched()) {
      besideUnbatched(servers, ours, rounds);
    } else {
      inTurn(rounds, own(ours));
    }
    if (settings.rows() > 0) {
      SentRows.insert(servers.database(), settings.rows());
      rounds.fullLoad(List.of(ours.under(settings.rowsMore())));
      lookedAt(servers, ours, rounds);
      erased(servers, ours, rounds);
    }
    ceilings(servers);
    if (settings.soakMinutes() > 0) {
      report.soak(new Soak(ours, servers.smtp(), settings).run(new Round(servers.smtp())));
    }
  }

  /** In turn with rounds at which nobody looks. */
  private void lookedAt(Servers servers, Contender ours, Rounds rounds) throws Exception {
    int count = settings.operators();
    if (count > 0) {
      long id = FailedRows.make(servers.database());
      Contender alone = ours.under("a tenth FAILED");
      new Operators(ours.registrations(), count, id).warmUp();
      Operators people = new Operators(ours.registrations(), count, id);
      rounds.fullLoad(
          List.of(alone, alone.under("again"), alone.under(count + " operators", people::look)));
      report.views(people.figures());
    }
  }

  /** In turn with rounds at which nothing is old. */
  private void erased(Servers servers, Contender ours, Rounds rounds) {
    if (settings.erased()) {
      OldRows old = new OldRows(servers.database());
      Contender alone = ours.under("nothing old");
      rounds.fullLoad(List.of(alone, alone.under("old rows erased", old::erased)));
    }
  }

  private void besideUnbatched(Servers servers, Contender ours, Rounds rounds) {
    try (Unbatched unbatched =
        new Unbatched(command, environment(servers), settings.firstDelay())) {
      inTurn(rounds, Stream.concat(own(ours), Stream.of(unbatched.contender())));
    }
  }

  /** Once more without keys, too: what differs between those two is the machine's. */
  private Stream<Contender> own(Contender ours) {
    return settings.keys()
        ? Stream.of(ours, ours.under("again"), ours.withKeys())
        : Stream.of(ours);
  }

  private static void inTurn(Rounds rounds, Stream<Contender> own) {
    List<Contender> contenders = Stream.concat(own, Contender.peer().stream()).toList();
    rounds.warmUp(contenders);
    rounds.lowLoad(contenders);
    rounds.fullLoad(contenders);
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

  private void startAgain(Servers servers) throws Exception {
    Supplier<ServiceProcess> start = () -> ServiceProcess.launch(command, environment(servers));
    if (settings.backlog() > 0) {
      report.backlog(new Backlog(servers, settings.backlog()).run(start));
    }
    if (settings.waiting() > 0) {
      report.waiting(new Waiting(servers, settings.waiting()).run(start));
    }
  }

  private Map<String, String> environment(Servers servers) {
    Map<String, String> environment = new HashMap<>(servers.environment());
    if (settings.operators() > 0) {
      environment.put("OPERATOR_PASSWORD", Operators.PASSWORD);
    }
    if (settings.erased()) {
      environment.putAll(OldRows.SETTINGS);
    }
    environment.put("REGISTRATION_RETRY_FIRST_DELAY", settings.firstDelay().toMillis() + "ms");
    return environment;
  }
}
