package io.github.registrationmail.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.registrationmail.operation.Operations;
import io.github.registrationmail.operator.OperatorConfig;
import io.github.registrationmail.operator.Overview;
import io.github.registrationmail.pause.SendingPause;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.template.Templates;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("alone")
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class PageEventsTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Inject Overview overview;
  @Inject Operations operations;
  @Inject Templates templates;
  @Inject SendingPause pause;
  @Inject OperatorConfig config;
  @Inject SampleRows rows;

  @Test
  void tellsEveryPageOfEveryChangeAndEndsBeforeTheShutdown() {
    var events = new PageEvents(overview, operations, templates, pause, config);
    var first = events.stream().subscribe().withSubscriber(AssertSubscriber.create(100));
    var second = events.stream().subscribe().withSubscriber(AssertSubscriber.create(100));
    first.awaitItems(1, LIMIT);
    second.awaitItems(1, LIMIT);

    rows.registration(Api.address("event"), "CANCELLED");
    first.awaitItems(2, LIMIT);
    second.awaitItems(2, LIMIT);
    events.end(new ShutdownDelayInitiatedEvent());

    first.awaitCompletion(LIMIT);
    second.awaitCompletion(LIMIT);
    assertEquals(last(first), last(second));
  }

  @Test
  void asksTheDatabaseAgainAfterTheLastPageWasClosed() {
    var events = new PageEvents(overview, operations, templates, pause, config);
    var first = events.stream().subscribe().withSubscriber(AssertSubscriber.create(100));
    first.awaitItems(1, LIMIT);
    first.cancel();

    var second = events.stream().subscribe().withSubscriber(AssertSubscriber.create(100));

    second.awaitItems(1, LIMIT);
    assertFalse(second.getItems().isEmpty());
  }

  private static String last(AssertSubscriber<PageEvents.Event> page) {
    return page.getLastItem().version();
  }
}
