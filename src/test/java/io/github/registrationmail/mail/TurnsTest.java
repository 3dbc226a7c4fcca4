package io.github.registrationmail.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private final List<String> begun = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private final List<UniEmitter<? super String>> running = new ArrayList<>();
  private final Turns turns = new Turns(2);

  @Test
  void runsAsManyAtOnceAsThereArePlaces() {
    takeTurns("a", "b", "c", "d");
    assertEquals(List.of("a", "b"), begun);
    running.get(0).complete("done");
    assertEquals(List.of("a", "b", "c"), begun);
    running.get(1).complete("done");
    assertEquals(List.of("a", "b", "c", "d"), begun);
  }

  @Test
  void givesThePlaceBackWhateverTheEnd() {
    takeTurns("a", "b", "c", "d");
    running.get(0).fail(new IllegalStateException("no"));
    assertEquals(List.of("a", "b", "c"), begun);
    assertEquals(List.of("a failed"), answers);
  }

  @Test
  void beginsNothingDuringAPause() {
    takeTurns("a", "b", "c");
    turns.pause();
    running.get(0).complete("done");
    takeTurns("d");
    assertEquals(List.of("a", "b"), begun);
    running.get(1).complete("done");
    turns.resume();
    assertEquals(List.of("a", "b", "c", "d"), begun);
  }

  @Test
  void runsFewerAtOnceUntilFurtherNotice() {
    turns.pause();
    takeTurns("a", "b", "c", "d");
    turns.resume(1);
    assertEquals(List.of("a"), begun);
    running.get(0).complete("done");
    assertEquals(List.of("a", "b"), begun);
    turns.resume();
    assertEquals(List.of("a", "b", "c"), begun);
  }

  @Test
  void letsNobodyWaitForTheEndOfAPauseAfterTheStop() {
    takeTurns("a", "b", "c");
    turns.pause();
    turns.stop();
    takeTurns("d");
    assertEquals(List.of("a", "b"), begun);
    assertEquals(List.of("c otherwise", "d otherwise"), answers);
  }

  @Test
  void finishesWhatWaitsAfterAStopWithoutAPause() {
    takeTurns("a", "b", "c");
    turns.stop();
    running.get(0).complete("done");
    assertEquals(List.of("a", "b", "c"), begun);
  }

  /** Works that end at once must not go one call deeper each. */
  @Test
  void takesAnyNumberOfWorksThatEndAtOnce() {
    int[] ended = {0};
    turns.pause();
    for (int i = 0; i < 100_000; i++) {
      turns
          .take(Uni.createFrom().item(1), Uni.createFrom().item(0))
          .subscribe()
          .with(one -> ended[0] += one);
    }
    turns.resume();
    assertEquals(100_000, ended[0]);
  }

  private void takeTurns(String... names) {
    for (String name : names) {
      Uni<String> work = Uni.createFrom().emitter(emitter -> begin(name, emitter));
      turns
          .take(work, Uni.createFrom().item("otherwise"))
          .subscribe()
          .with(
              answer -> answers.add(name + " " + answer), failure -> answers.add(name + " failed"));
    }
  }

  private void begin(String name, UniEmitter<? super String> emitter) {
    begun.add(name);
    running.add(emitter);
  }
}
