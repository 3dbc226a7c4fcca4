package io.github.registrationmail;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What of the house style can be checked, with the exceptions and why there is no other way. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = DoNotIncludeTests.class)
class HouseRulesTest {

  private static final int MOST_COLLABORATORS = 7;

  private static final DescribedPredicate<JavaClass> INTERNAL =
      resideInAnyPackage("..impl..", "..internal..").as("a library keeps to itself");

  /** What is used although its library keeps it to itself: why, and what would replace it. */
  private static final Map<String, String> INTERNALS =
      Map.of(
          "com.rabbitmq.client.impl.AMQConnection",
          "broker.Link ends a connection as if the network had, so that the connector connects anew;"
              + " until vertx-rabbitmq-client listens for confirms on a channel that it reopens",
          "io.vertx.core.impl.ContextInternal",
          "async: the event loop below a context, and work on a context of its own; until Vert.x 5,"
              + " or a public way to set a timer that goes when it is cancelled",
          "io.vertx.ext.web.impl.RoutingContextInternal",
          "security.BodyLimit gives an empty body, which the handler leaves out, to who would wait for"
              + " it; until RoutingContext itself can be given a body");

  /** Who begins or awaits a pipeline; everybody else hands it to a caller. */
  private static final Map<String, String> BEGINNERS =
      Map.ofEntries(
          Map.entry("async.Batch", "the calls of one run share it, each has its own answer"),
          Map.entry("async.Intake", "is where the stream of messages ends"),
          Map.entry("broker.RouteWatch", "a CDI event has no pipeline to return"),
          Map.entry("database.DatabaseStart", "the start waits for it"),
          Map.entry("database.SharedRead", "reads anew while what there is is shown"),
          Map.entry("dispatch.Sweep", "a CDI event has no pipeline to return"),
          Map.entry("events.Relays", "the end waits for it"),
          Map.entry("mail.HeldClaims", "renews beside the mail that is sent; the end waits for it"),
          Map.entry(
              "operation.OperationRunner", "the caller is answered before; the end lets go of it"),
          Map.entry("operator.Actions", "the caller is answered before the broker has confirmed"),
          Map.entry("pause.SendingPause", "the start waits for it"),
          Map.entry("registration.Registrations", "the caller is answered before the broker has"),
          Map.entry("smtp.SmtpTransport", "a connection is opened for whichever mail is next"));

  @ArchTest
  static final ArchRule librariesKeepTheirOwnToThemselves =
      noClasses()
          .should()
          .dependOnClassesThat(INTERNAL.and(not(describe("excused", HouseRulesTest::isExcused))));

  @ArchTest
  static void noExcuseIsStale(JavaClasses classes) {
    Set<String> used =
        classes.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass())
            .filter(INTERNAL)
            .map(JavaClass::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(INTERNALS.keySet()), used);
  }

  @ArchTest
  static void onlyAFewBeginOrAwaitAPipeline(JavaClasses classes) {
    Set<String> beginners =
        classes.stream()
            .filter(type -> type.getAccessesFromSelf().stream().anyMatch(HouseRulesTest::begins))
            .map(HouseRulesTest::outermost)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(BEGINNERS.keySet()), beginners);
  }

  @ArchTest
  static final ArchRule nobodyHasTooManyCollaborators =
      constructors()
          .that()
          .areDeclaredInClassesThat(not(assignableTo(Record.class)))
          .should(haveFewParameters());

  private static boolean isExcused(JavaClass type) {
    return INTERNALS.containsKey(type.getName());
  }

  private static boolean begins(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getPackageName();
    String name = access.getName();
    boolean isOfMutiny =
        owner.startsWith("io.smallrye.mutiny")
            && (name.startsWith("subscribe") || name.equals("await"));
    return isOfMutiny || name.endsWith("AndAwait") || name.endsWith("AndForget");
  }

  private static String outermost(JavaClass type) {
    String name = type.getName().substring(ArchitectureTest.ROOT.length() + 1);
    return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
  }

  private static ArchCondition<JavaConstructor> haveFewParameters() {
    return new ArchCondition<>("have at most %d parameters".formatted(MOST_COLLABORATORS)) {
      @Override
      public void check(JavaConstructor constructor, ConditionEvents events) {
        int parameters = constructor.getRawParameterTypes().size();
        events.add(
            new SimpleConditionEvent(
                constructor,
                parameters <= MOST_COLLABORATORS,
                constructor.getFullName() + " has " + parameters));
      }
    };
  }
}
