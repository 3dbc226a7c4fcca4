package io.github.registrationmail;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import io.github.registrationmail.text.Addresses;
import io.github.registrationmail.text.OneLine;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.jetbrains.lincheck.util.LoggingLevel;

/**
 * Runs the operations of a class on two threads, in one scenario after the other, each in one
 * interleaving after the other: they are chosen, not waited for, and are the same each time.
 */
public final class Interleavings {

  private static final int SCENARIOS = 12;
  private static final int FEWER = 4;
  private static final int OF_EACH = 150;

  /** A call is one step: those are not ours, or have no state. */
  private static final Set<String> ONE_STEP =
      Stream.of(
              ArrayDeque.class,
              ArrayList.class,
              BitSet.class,
              HashSet.class,
              LinkedHashMap.class,
              LinkedHashSet.class,
              TreeMap.class,
              TreeSet.class,
              ConcurrentHashMap.class,
              ConcurrentHashMap.KeySetView.class,
              ConcurrentLinkedQueue.class,
              Addresses.class,
              OneLine.class)
          .map(Class::getName)
          .collect(Collectors.toUnmodifiableSet());

  private Interleavings() {}

  /** Each result must be one that the operations also have one after the other, in some order. */
  public static void areAsOneAfterTheOther(Class<?> operations) {
    options().check(operations);
  }

  /** What its {@code @Validate} asks must hold after each. */
  public static void keepWhatMustHold(Class<?> operations) {
    options().verifier(EpsilonVerifier.class).check(operations);
  }

  /** The same, where each takes many steps of Mutiny's. */
  public static void keepWhatMustHoldInFewer(Class<?> operations) {
    options().iterations(FEWER).verifier(EpsilonVerifier.class).check(operations);
  }

  private static ModelCheckingOptions options() {
    beginLibraries();
    return new ModelCheckingOptions()
        .iterations(SCENARIOS)
        .invocationsPerIteration(OF_EACH)
        .threads(2)
        .actorsBefore(2)
        .actorsPerThread(3)
        .actorsAfter(1)
        .addGuarantee(forClasses(Interleavings::isOneStep).allMethods().treatAsAtomic())
        .logLevel(LoggingLevel.ERROR);
  }

  private static boolean isOneStep(String name) {
    return name.startsWith("java.util.stream.") || ONE_STEP.contains(name);
  }

  /**
   * They read configuration when they are used for the first time: not in an interleaving. Nor does
   * it matter here that contexts are passed on.
   */
  private static void beginLibraries() {
    Infrastructure.clearInterceptors();
    var unused =
        Uni.createFrom()
            .<Integer>emitter(answer -> answer.complete(Vertx.currentContext() == null ? 0 : 1))
            .onTermination()
            .invoke(() -> {})
            .memoize()
            .indefinitely()
            .subscribe()
            .with(answered -> {});
  }
}
