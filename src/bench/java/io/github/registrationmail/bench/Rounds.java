package io.github.registrationmail.bench;

import io.github.registrationmail.support.MailSink;
import io.github.registrationmail.support.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The same load on each contender in turn, so that what changes on the machine changes for all. */
final class Rounds {

  private final Round round;
  private final BenchSettings settings;
  private final BenchReport report;

  Rounds(MailSink sink, BenchSettings settings, BenchReport report) {
    this.round = new Round(sink);
    this.settings = settings;
    this.report = report;
  }

  /** With refusals, so that the way of a retry is warm too. */
  void warmUp(List<Contender> contenders) {
    for (Contender contender : contenders) {
      var unused = run(contender, settings.refusedPercent(), settings.warmup());
    }
  }

  void lowLoad(List<Contender> contenders) {
    for (Contender contender : contenders) {
      Progress.say("%s, one caller", contender.name());
      report.lowLoad(round.run(contender, Addresses.count(settings.lowLoad(), 0), 1));
    }
  }

  /** Every other round the other way round, so that nobody always has the larger tables. */
  void fullLoad(List<Contender> contenders) {
    List<Contender> turn = new ArrayList<>(contenders);
    for (int i = 0; i < settings.rounds(); i++) {
      for (int refused : List.of(0, settings.refusedPercent())) {
        for (Contender contender : turn) {
          report.fullLoad(run(contender, refused, settings.registrations()));
        }
      }
      Collections.reverse(turn);
    }
  }

  private Figures run(Contender contender, int refused, int registrations) {
    Figures figures =
        round.run(contender, Addresses.count(registrations, refused), settings.concurrency());
    Progress.say(
        "%s, %d %% refused: %.0f registrations/s, %.0f mails/s",
        contender.name(), refused, figures.registrationsPerSecond(), figures.mailsPerSecond());
    return figures;
  }
}
