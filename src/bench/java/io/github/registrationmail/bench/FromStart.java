package io.github.registrationmail.bench;

import io.github.registrationmail.support.MailSink;
import io.github.registrationmail.support.Progress;
import io.github.registrationmail.support.RunBroker;
import io.github.registrationmail.support.RunDatabase;
import io.github.registrationmail.support.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A service in its first minute, which is what it is after each deployment: the first answer, then
 * full load without refusals, three times as much, nothing warm. Each has queues and a database of
 * its own.
 */
final class FromStart {

  private static final List<String> STEPS = List.of("first", "second", "third");
  private static final String FIRST = "first-answer@example.org";
  private static final Duration FIRST_MAIL = Duration.ofMinutes(2);

  private final MailSink sink;
  private final BenchSettings settings;
  private final Map<String, String> environment;

  /**
   * @param environment of the services, but for broker and database
   */
  FromStart(MailSink sink, BenchSettings settings, Map<String, String> environment) {
    this.sink = sink;
    this.settings = settings;
    this.environment = environment;
  }

  StartFigures run(Image image) {
    try (RunBroker broker = RunBroker.ofEnvironment(settings.firstDelay());
        RunDatabase database = RunDatabase.ofEnvironment()) {
      Map<String, String> own = new HashMap<>(environment);
      own.putAll(broker.environment());
      own.putAll(database.environment());
      sink.forget();
      long start = System.nanoTime();
      try (ServiceProcess service =
          ServiceProcess.launch(image.command(), image.directory(), own)) {
        service.awaitRegistered(FIRST);
        double firstAnswer = (System.nanoTime() - start) / 1e6;
        Awaitility.await().atMost(FIRST_MAIL).until(() -> sink.recipients() == 1);
        return new StartFigures(
            image.name(), firstAnswer, steps(Contender.of(image.name(), service)));
      }
    }
  }

  /** Another service is not started here, so it has no first answer. */
  StartFigures beside(Contender other) {
    return new StartFigures(other.name(), Double.NaN, steps(other));
  }

  private List<Figures> steps(Contender contender) {
    List<Figures> steps = new ArrayList<>();
    for (String step : STEPS) {
      Addresses addresses = Addresses.count(settings.start(), 0);
      Figures figures = new Round(sink).run(contender, addresses, settings.concurrency());
      Progress.say(
          "%s, %s %d: %.0f mails/s, %.3f CPU s / 1,000 mails",
          contender.name(),
          step,
          settings.start(),
          figures.mailsPerSecond(),
          figures.cpuSecondsPer1000Mails());
      steps.add(figures);
    }
    return steps;
  }
}
