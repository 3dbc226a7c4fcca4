package io.github.registrationmail;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.dispatch.Transition;
import io.github.registrationmail.events.Events;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.codec.QuotedPrintableOutputStream;

/** The arrows between the features go one way, and each package keeps to itself what it can. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  static final String ROOT = "io.github.registrationmail";

  /** Each package, and the ones it may know. */
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          Map.entry("config", List.of()),
          Map.entry("async", List.of()),
          Map.entry("text", List.of()),
          Map.entry("smtp", List.of("config", "text")),
          Map.entry("template", List.of("config")),
          Map.entry("database", List.of("async", "config")),
          Map.entry("broker", List.of("config", "text")),
          Map.entry("telemetry", List.of("config", "database")),
          Map.entry("problem", List.of("async", "database")),
          Map.entry("security", List.of("config", "problem", "text")),
          Map.entry("audit", List.of("database", "text")),
          Map.entry("pause", List.of("async", "audit", "config", "database", "text")),
          Map.entry(
              "dispatch", List.of("async", "broker", "config", "database", "pause", "telemetry")),
          Map.entry("events", List.of("async", "config", "dispatch", "broker", "database", "text")),
          Map.entry("retry", List.of("events", "dispatch", "broker", "config", "database")),
          Map.entry(
              "mail",
              List.of(
                  "smtp",
                  "template",
                  "retry",
                  "events",
                  "dispatch",
                  "pause",
                  "broker",
                  "async",
                  "config",
                  "database",
                  "text")),
          Map.entry(
              "registration",
              List.of(
                  "mail",
                  "template",
                  "dispatch",
                  "async",
                  "database",
                  "problem",
                  "security",
                  "telemetry",
                  "text")),
          Map.entry("invariant", List.of("retry", "dispatch", "broker", "config", "database")),
          Map.entry("search", List.of("database", "dispatch", "problem", "security")),
          Map.entry(
              "operation",
              List.of(
                  "audit",
                  "operator",
                  "search",
                  "dispatch",
                  "async",
                  "database",
                  "problem",
                  "security",
                  "text")),
          Map.entry(
              "operator",
              List.of(
                  "audit",
                  "async",
                  "search",
                  "mail",
                  "smtp",
                  "template",
                  "registration",
                  "events",
                  "dispatch",
                  "pause",
                  "broker",
                  "config",
                  "database",
                  "problem",
                  "security",
                  "text")),
          Map.entry(
              "page",
              List.of(
                  "audit",
                  "operation",
                  "search",
                  "operator",
                  "registration",
                  "smtp",
                  "template",
                  "dispatch",
                  "pause",
                  "database",
                  "problem",
                  "security")),
          Map.entry(
              "lifecycle",
              List.of(
                  "events",
                  "invariant",
                  "operator",
                  "mail",
                  "smtp",
                  "retry",
                  "template",
                  "dispatch",
                  "pause",
                  "broker",
                  "security",
                  "telemetry",
                  "database",
                  "config")));

  @ArchTest
  static void everyPackageHasItsPlaceInThePicture(JavaClasses classes) {
    Set<String> packages =
        classes.getPackage(ROOT).getSubpackages().stream()
            .map(JavaPackage::getRelativeName)
            .collect(Collectors.toSet());
    assertEquals(ARROWS.keySet(), packages);
  }

  @ArchTest
  static void aPackageKnowsOnlyThoseItMay(JavaClasses classes) {
    ARROWS.forEach((name, known) -> arrow(name, known).check(classes));
  }

  private static ArchRule arrow(String name, List<String> known) {
    String[] allowed =
        Stream.concat(Stream.of(name), known.stream())
            .map(other -> ROOT + "." + other + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(allowed))))
        .as(name + " may know only " + known);
  }

  /** Each transition that ends a mail is an event. */
  @ArchTest
  static void whoeverEndsAMailMakesItsEventDue(JavaClasses classes) {
    Arrays.stream(Transition.values())
        .filter(transition -> transition.to().stream().anyMatch(ArchitectureTest::isEnd))
        .map(Transition::statement)
        .map(statement -> ROOT + "." + statement.substring(0, statement.lastIndexOf('.')))
        .forEach(
            owner ->
                classes()
                    .that()
                    .haveFullyQualifiedName(owner)
                    .should()
                    .dependOnClassesThat(assignableTo(Events.class))
                    .check(classes));
  }

  private static boolean isEnd(MailState state) {
    return !state.isUnsent();
  }

  @ArchTest
  static final ArchRule thereAreNoCycles =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingOfTheTestsIsInProduction =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.junit..",
              "org.apache.qpid..",
              "com.icegreen..",
              "ch.vorburger..",
              "org.awaitility..",
              "io.restassured..",
              "com.tngtech..");

  @ArchTest
  static final ArchRule collaboratorsComeThroughTheConstructor =
      noFields().should().beAnnotatedWith(Inject.class);

  /** Static fields are filled while the native executable is built, and these cannot be. */
  @ArchTest
  static final ArchRule nothingThatRunsIsStatic =
      noFields()
          .that()
          .areStatic()
          .should()
          .haveRawType(
              resideInAnyPackage("io.netty..", "io.vertx..", "java.net..", "java.nio..")
                  .and(not(assignableTo(Charset.class)))
                  .or(assignableTo(Thread.class))
                  .or(assignableTo(Random.class))
                  .or(assignableTo(Executor.class)));

  /** Others of its classes hold random numbers or threads' buffers in static fields. */
  @ArchTest
  static final ArchRule onlyTheEncodersOfMime4jAreUsed =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.apache.james..")
                  .and(not(assignableTo(EncoderUtil.class)))
                  .and(not(assignableTo(EncoderUtil.Usage.class)))
                  .and(not(assignableTo(EncoderUtil.Encoding.class)))
                  .and(not(assignableTo(QuotedPrintableOutputStream.class))));

  @ArchTest
  static final ArchRule sqlStaysInItsPackage =
      classes().that().haveSimpleNameEndingWith("Repository").should().notBePublic();

  @ArchTest
  static final ArchRule nobodyReadsTheEnvironmentPastTheConfiguration =
      noClasses().should().callMethod(System.class, "getenv", String.class);
}
