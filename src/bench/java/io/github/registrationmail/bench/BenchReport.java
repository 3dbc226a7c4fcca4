package io.github.registrationmail.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.registrationmail.support.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects the figures; tables on the console and in {@code target/bench.md}, all as JSON. */
final class BenchReport {

  private static final Path TABLES = Path.of("target", "bench.md");
  private static final Path JSON = Path.of("target", "bench.json");

  private final Machine machine = Machine.ofThisRun();
  private final BenchSettings settings;
  private final List<StartFigures> fromStart = new ArrayList<>();
  private final List<Figures> lowLoad = new ArrayList<>();
  private final List<Figures> fullLoad = new ArrayList<>();
  private final List<Ceiling> ceilings = new ArrayList<>();
  private final List<Minute> soak = new ArrayList<>();
  private final List<BacklogFigures> backlog = new ArrayList<>();
  private final List<Minute> waiting = new ArrayList<>();
  private final List<ViewFigures> views = new ArrayList<>();

  BenchReport(BenchSettings settings) {
    this.settings = settings;
  }

  void fromStart(StartFigures figures) {
    fromStart.add(figures);
  }

  void lowLoad(Figures figures) {
    lowLoad.add(figures);
  }

  void fullLoad(Figures figures) {
    fullLoad.add(figures);
  }

  void ceiling(Ceiling ceiling) {
    ceilings.add(ceiling);
  }

  void soak(List<Minute> minutes) {
    soak.addAll(minutes);
  }

  void backlog(BacklogFigures figures) {
    backlog.add(figures);
  }

  void waiting(List<Minute> minutes) {
    waiting.addAll(minutes);
  }

  void views(List<ViewFigures> figures) {
    views.addAll(figures);
  }

  /** As far as the run came. */
  void write(Servers servers, List<String> command) throws IOException {
    BenchResult result =
        new BenchResult(
            machine,
            servers.describe(),
            servers.broker().isReal() && servers.database().isReal(),
            String.join(" ", command),
            settings,
            fromStart,
            lowLoad,
            fullLoad,
            ceilings,
            soak,
            backlog,
            waiting,
            views);
    String tables = Tables.of(result);
    System.out.println("\n" + tables);
    var unused = Files.writeString(TABLES, tables);
    new ObjectMapper()
        .findAndRegisterModules()
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(JSON.toFile(), result);
  }
}
