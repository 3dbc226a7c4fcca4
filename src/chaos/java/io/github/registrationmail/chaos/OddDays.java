package io.github.registrationmail.chaos;

import io.github.registrationmail.stack.DatabaseOptions;
import io.github.registrationmail.support.MailSink;
import io.github.registrationmail.support.Pause;
import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.RunBroker;
import io.github.registrationmail.support.RunDatabase;
import io.github.registrationmail.support.Servers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Clocks that are set, an hour that comes twice, the last ids that there are, mails that wait for
 * weeks and a table that is full of the past, all at once, while registrations go on.
 */
final class OddDays {

  private static final Duration HOURS = Duration.ofHours(2);

  /** For so long greylisted mails wait, the longest that may be set. */
  private static final Duration WEEKS = Duration.ofDays(24);

  /** So that mails are being sent whenever something happens. */
  private static final Duration SMTP_LATENCY = Duration.ofSeconds(1);

  private static final Duration SETTLE = Duration.ofMinutes(10);

  /** Within which a mail that is due was tried, also when the clock was set just before. */
  private static final Duration TRIED = Duration.ofSeconds(45);

  private static final DatabaseOptions LARGE =
      DatabaseOptions.arguments(
          "--innodb-buffer-pool-size=4G",
          "--innodb-log-file-size=1G",
          "--innodb-flush-method=fsync");

  /** A statement may take more ids than it gives, so that some are left over. */
  private static final long IDS_FOR_ONE = 4;

  private final OddSettings settings;
  private final OddClocks clocks;
  private final Random random;
  private final long firstId;

  OddDays(OddSettings settings, OddClocks clocks, long seed) {
    this.settings = settings;
    this.clocks = clocks;
    this.random = new Random(seed);
    this.firstId = Long.MAX_VALUE - IDS_FOR_ONE * (settings.registrations() + 10_000L);
  }

  /**
   * What they come to.
   *
   * @param tooEarly greylisted mails that were sent before their weeks were over
   * @param strangeIds ids that are not of the last ones, or as many as are missing
   * @param looks of the operator
   */
  record Outcome(Tally tally, Set<String> tooEarly, List<Long> strangeIds, Looks looks) {}

  Outcome pass() {
    clocks.begin(half());
    try (Servers servers = servers()) {
      Past past = past(servers);
      new Journal(servers.database()).begin();
      clocks.begin(half());
      return pass(servers, past);
    }
  }

  private Duration half() {
    return settings.time().dividedBy(2);
  }

  private Servers servers() {
    MailSink smtp = new MailSink(SMTP_LATENCY, new OddRefusals());
    DatabaseOptions options = DatabaseOptions.clock(clocks.database()).and(LARGE);
    return new Servers(
        smtp, RunBroker.ofEnvironment(Duration.ofSeconds(3)), RunDatabase.embedded(options));
  }

  /** The service has made the tables, and is gone. */
  private Past past(Servers servers) {
    new Replicas(1, environment(servers)).close();
    Past past = new Past(servers.database());
    past.insert(settings.rows(), firstId);
    return past;
  }

  private Map<String, String> environment(Servers servers) {
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.putAll(clocks.service().environment());
    environment.put("OPERATOR_PASSWORD", Looks.PASSWORD);
    environment.put("REGISTRATION_RETRY_GREYLIST_DELAY", WEEKS.toDays() + "d");
    environment.put("REGISTRATION_INVARIANTS_EVERY", "20s");
    environment.put("REGISTRATION_FAILURES_PRUNE_EVERY", "20s");
    environment.put("REGISTRATION_RETENTION", Past.retention(settings.rows()).toDays() + "d");
    return environment;
  }

  private Outcome pass(Servers servers, Past past) {
    Ledger ledger = new Ledger(servers.database(), past.newest());
    try (Replicas replicas = new Replicas(2, environment(servers));
        Looks looks = new Looks(replicas, past.newest());
        InsertingApplication application = new InsertingApplication(servers.database());
        Load load = new Load(replicas, settings.registrations())) {
      Kills kills = new Kills(replicas, ledger);
      load.trickle(settings.rate());
      inTime(plan(kills));
      Set<String> accepted = new HashSet<>(load.accepted());
      accepted.addAll(application.inserted());
      Progress.say("all registered, answers %s", load.answers());
      end();
      Tally tally = new Reckoning(servers, ledger).tally(accepted, kills.inFlight(), SETTLE);
      looks.say();
      Progress.say("the oldest that is left is %,d", past.oldest());
      return new Outcome(tally, tooEarly(ledger), strangeIds(ledger, accepted.size()), looks);
    }
  }

  private List<Runnable> plan(Kills kills) {
    List<Runnable> plan = new ArrayList<>(List.of(() -> clocks.step(WEEKS)));
    for (int i = 0; i < settings.steps(); i++) {
      Duration step = i % 2 == 0 ? HOURS : HOURS.negated();
      plan.add(() -> clocks.step(step));
    }
    plan.addAll(Collections.nCopies(settings.kills(), kills::kill));
    Collections.shuffle(plan, random);
    return plan;
  }

  /** One after the other, each in the first half of its part of the time. */
  private void inTime(List<Runnable> plan) {
    long part = settings.time().toMillis() / plan.size();
    for (Runnable one : plan) {
      long start = System.nanoTime();
      Pause.millis(random.nextLong(part / 2));
      one.run();
      Pause.millis(Math.max(0, part - Duration.ofNanos(System.nanoTime() - start).toMillis()));
    }
  }

  /**
   * Whatever waits for a time, it has come: first that of mails which wait because the clock was
   * set back, some of which are greylisted then.
   */
  private void end() {
    Pause.millis(TRIED.toMillis());
    clocks.step(HOURS.multipliedBy(settings.steps()));
    Pause.millis(TRIED.toMillis());
    clocks.step(WEEKS);
  }

  /** A refusal at a kill was not written down: that attempt is made again without the wait. */
  private static Set<String> tooEarly(Ledger ledger) {
    Set<String> counted = ledger.unanswered();
    return ledger.sentWithin(Math.toIntExact(WEEKS.toDays() - 1)).stream()
        .filter(OddRefusals::isGreylisted)
        .filter(counted::contains)
        .collect(Collectors.toSet());
  }

  private List<Long> strangeIds(Ledger ledger, int registrations) {
    List<Long> ids = ledger.ids();
    return ids.size() == registrations ? ids.stream().filter(id -> id < firstId).toList() : ids;
  }
}
