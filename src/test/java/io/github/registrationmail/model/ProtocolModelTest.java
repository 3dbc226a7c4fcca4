package io.github.registrationmail.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.model.Explorer.Counterexample;
import io.github.registrationmail.model.Rules.Bounds;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The protocol explored to the end: what is proven, and of what, is in docs/proof.md. */
@Tag("exhaustive")
class ProtocolModelTest {

  private static final Logger LOG = Logger.getLogger(ProtocolModelTest.class);

  /** Without a bound on faults. The third has three deliveries of one mail at the same time. */
  @ParameterizedTest
  @CsvSource({"1, 1, 1, 2, 1000000", "2, 0, 1, 2, 300000", "1, 0, 1, 3, 900000"})
  void holdsInEveryState(int failures, int resends, int events, int replicas, int atLeast) {
    Explorer explorer = new Explorer(new Rules(new Bounds(failures, resends, events, replicas)));
    long start = System.nanoTime();

    Optional<Counterexample> found = explorer.explore();

    LOG.infof(
        "%,d states and %,d steps in %d ms",
        explorer.states(),
        explorer.steps(),
        Duration.ofNanos(System.nanoTime() - start).toMillis());
    assertTrue(found.isEmpty(), () -> found.map(Counterexample::toString).orElse(""));
    assertTrue(explorer.states() >= atLeast, explorer.states() + " states");
  }

  @ParameterizedTest
  @EnumSource
  void noticesARuleThatIsWrongAndReplaysHow(Mutant mutant) {
    Counterexample found = new Explorer(mutant.rules()).explore().orElseThrow();

    LOG.infof("%s\n%s", mutant, found);
    assertEquals(mutant.noticed, found.invariant(), found::toString);
    List<String> story = Teller.replay(mutant.rules(), found.choices());
    assertEquals(found.story(), story.subList(0, found.story().size()));
    if (found.invariant() != Invariant.END) {
      assertEquals("broken: " + found.invariant().words, story.get(story.size() - 1));
    }
  }

  /** Each can fail. */
  @Test
  void hasAMutantForEachInvariant() {
    Set<Invariant> noticed =
        Arrays.stream(Mutant.values()).map(mutant -> mutant.noticed).collect(Collectors.toSet());
    assertEquals(EnumSet.allOf(Invariant.class), noticed);
  }
}
