package io.github.registrationmail.events;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.events.WebhookServer.Post;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.StackPorts;
import io.github.registrationmail.support.Amqp;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.EventQueue;
import io.github.registrationmail.support.ServiceProcess;
import io.restassured.RestAssured;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The packaged service with a webhook beside the exchange. */
class WebhookIT {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String EXCHANGE = "registration.events";

  private final EmbeddedStack stack = new EmbeddedStack().start(StackPorts.FREE);
  private final Contract contract = new Contract();

  @Test
  void postsWhatIsRefusedAgainWhileTheExchangeGoesOn() throws IOException {
    try (stack;
        WebhookServer server = new WebhookServer();
        ServiceProcess service = ServiceProcess.startDelivering(environment(server));
        EventQueue queue = new EventQueue(new Amqp(stack.broker().port()), EXCHANGE)) {
      server.answer(WebhookServer.status(503));
      assertEquals(201, service.register(Api.address("ok")));

      await().atMost(LIMIT).until(() -> !server.posts().isEmpty());
      await().atMost(LIMIT).until(() -> queue.about(1).size() == 1);
      await().atMost(LIMIT).until(() -> page(service).contains("answered 503"));
      await().atMost(LIMIT).until(() -> service.status("/q/health/group/events") == 503);
      server.answer(WebhookServer.status(204));
      int refused = server.posts().size();
      await().atMost(LIMIT).until(() -> server.posts().size() > refused);

      await().atMost(LIMIT).until(() -> service.status("/q/health/group/events") == 200);
      await().atMost(LIMIT).until(() -> !page(service).contains("answered 503"));
      server.posts().forEach(this::assertSigned);
      assertEquals(1, server.posts().stream().map(WebhookIT::id).distinct().count());
      assertEquals(queue.about(1).get(0).body(), last(server.posts()).body());
    }
  }

  private void assertSigned(Post post) {
    Instant time = Instant.ofEpochSecond(Long.parseLong(post.headers().get("webhook-timestamp")));
    assertTrue(Duration.between(time, Instant.now()).abs().toSeconds() < 60, time.toString());
    assertEquals(
        new Signature(SECRET).of(id(post), time, post.body()),
        post.headers().get("webhook-signature"));
    assertTrue(post.headers().get("content-type").startsWith("application/cloudevents+json"));
    assertEquals(Set.of(), contract.faults("mail.sent", post.body()));
  }

  private static String id(Post post) {
    return post.headers().get("webhook-id");
  }

  private static Post last(List<Post> posts) {
    return posts.get(posts.size() - 1);
  }

  private static String page(ServiceProcess service) {
    return RestAssured.given()
        .auth()
        .preemptive()
        .basic("operator", "operator")
        .get(service.uri("/"))
        .asString();
  }

  private Map<String, String> environment(WebhookServer server) {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.putAll(
        Map.of(
            "REGISTRATION_EVENTS_EXCHANGE",
            EXCHANGE,
            "WEBHOOK_URL",
            "http://127.0.0.1:" + server.port() + "/hook",
            "WEBHOOK_SECRET",
            SECRET,
            "REGISTRATION_WEBHOOK_ALLOW_PRIVATE",
            "true",
            "REGISTRATION_RETRY_FIRST_DELAY",
            "200ms",
            "OPERATOR_PASSWORD",
            "operator"));
    return environment;
  }
}
