package io.github.registrationmail.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TablesTest {

  @Test
  void showsTheMedianOfTheRoundsAndTheRatioOfTheMedians() {
    String tables =
        Tables.of(
            result(
                true,
                run("ours", 100),
                run("peer", 50),
                run("ours", 900),
                run("peer", 60),
                run("ours", 120),
                run("peer", 70)));

    assertEquals(
        """
        | refused |  | registrations/s | mails/s | p50 of the POST | p99 of the POST | CPU s / 1,000 mails | peak memory | CPU s of broker |
        |---|---|--:|--:|--:|--:|--:|--:|--:|
        | 0 % | ours | 240 | 120 | 1.00 ms | 2.00 ms | 0.500 | 90 MiB | 0.250 |
        | 0 % | peer | 120 | 60 | 1.00 ms | 2.00 ms | 0.500 | 90 MiB | 0.250 |
        | 0 % | ours / peer | 2.00 | 2.00 | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 |
        """,
        tables.substring(tables.indexOf("| refused")));
  }

  @Test
  void hasNoRatioOfOneContender() {
    assertFalse(Tables.of(result(true, run("ours", 100))).contains("| ours / "));
  }

  @Test
  void dividesTheFirstByEachOtherAndWhatItIsUnderAConditionByTheFirst() {
    String tables =
        Tables.of(
            result(true, run("ours", 100), run("batches off", 50), run("ours, more rows", 90)));

    assertTrue(tables.contains("| 0 % | ours / batches off | 2.00 |"), tables);
    assertTrue(tables.contains("| 0 % | ours, more rows / ours | 0.90 |"), tables);
  }

  @Test
  void saysWhenTheServersAreEmbedded() {
    assertTrue(Tables.of(result(false, run("ours", 100))).contains("no figures of a real broker"));
  }

  @Test
  void showsWhatEachImageDoesFromItsStartOn() {
    var start =
        new StartFigures("executable", 204.6, List.of(run("executable", 90), run("x", 100)));

    String tables = Tables.of(result(true, List.of(start), List.of(), List.of(), List.of()));

    assertTrue(
        tables.contains("| executable | 205 ms | 90, 100 | 0.500, 0.500 | 80, 80 MiB |"), tables);
  }

  @Test
  void showsTheStartWithRowsToSweep() {
    var start = new BacklogFigures(3000, 4.25, 9.75, 545.4, 64, 32, 1234, 250.2);

    String tables = Tables.of(result(true, List.of(start), List.of(), List.of()));

    assertTrue(
        tables.contains("| 3000 | 4.3 s | 9.8 s | 545 | 64 | 32 | 1234 | 250 MiB |"), tables);
  }

  @Test
  void showsTheMemoryOfTheStartWithMessagesWaiting() {
    var minutes = List.of(new Minute(1, 250.4, 2100.4), new Minute(2, 260.6, 1900));

    String tables = Tables.of(result(true, List.of(), minutes, List.of()));

    assertTrue(tables.contains("| 2 | 261 MiB | 1900 |"), tables);
    assertTrue(tables.contains("First minute 250 MiB, last 261 MiB, the most 261 MiB."), tables);
  }

  @Test
  void showsWhatOperatorsLookedAt() {
    var list = new ViewFigures("list", 40, 2.24, 9.75, 12);

    String tables = Tables.of(result(true, List.of(), List.of(), List.of(list)));

    assertTrue(tables.contains("| list | 40 | 2.2 ms | 9.8 ms | 12.0 ms |"), tables);
  }

  private static Figures run(String contender, double mailsPerSecond) {
    return new Figures(
        contender,
        0,
        1000,
        2 * mailsPerSecond,
        mailsPerSecond,
        1,
        2,
        0.5,
        Map.of("broker", 0.25),
        90,
        80);
  }

  private static BenchResult result(boolean realServers, Figures... fullLoad) {
    return result(realServers, List.of(), List.of(), List.of(), fullLoad);
  }

  private static BenchResult result(
      boolean realServers,
      List<BacklogFigures> backlog,
      List<Minute> waiting,
      List<ViewFigures> views,
      Figures... fullLoad) {
    return result(realServers, List.of(), backlog, waiting, views, fullLoad);
  }

  private static BenchResult result(
      boolean realServers,
      List<StartFigures> starts,
      List<BacklogFigures> backlog,
      List<Minute> waiting,
      List<ViewFigures> views,
      Figures... fullLoad) {
    return new BenchResult(
        new Machine("processor", 2, 1024, "system", "java", 0),
        "servers",
        realServers,
        "java -jar service.jar",
        BenchSettings.fromSystemProperties(),
        starts,
        List.of(),
        List.of(fullLoad),
        List.of(),
        List.of(),
        backlog,
        waiting,
        views);
  }
}
