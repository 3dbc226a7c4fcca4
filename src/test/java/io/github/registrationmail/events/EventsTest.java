package io.github.registrationmail.events;

import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.awaitState;
import static io.github.registrationmail.support.Api.operator;
import static io.github.registrationmail.support.Api.register;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.database.Database;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Amqp;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.EventQueue;
import io.github.registrationmail.support.EventQueue.Told;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events as a subscriber receives them, against {@code docs/asyncapi.yaml}. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class EventsTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Inject Database database;
  @Inject Events events;
  @Inject DueEventRepository due;
  @Inject ExchangeReceiver receiver;
  @Inject Sql sql;

  @ConfigProperty(name = "registration.events.exchange")
  String exchange;

  private final Contract contract = new Contract();
  private EventQueue subscription;

  @BeforeEach
  void subscribe() {
    subscription = new EventQueue(new Amqp(), exchange);
  }

  @AfterEach
  void unsubscribe() {
    subscription.close();
  }

  @Test
  void tellsWhatItsContractSays() {
    long sent = register(address("ok"));
    long failed = register(address("refused"));
    long cancelled = mail("QUEUED");
    cancel(cancelled);
    long erased = register(address("ok"));
    awaitState(erased, "SENT");
    erase(erased);

    List<Told> told = new ArrayList<>();
    told.addAll(awaitEvents(sent, 1));
    told.addAll(awaitEvents(failed, 1));
    told.addAll(awaitEvents(cancelled, 1));
    told.addAll(awaitEvents(erased, 2));

    assertEquals(
        List.of("mail.sent", "mail.failed", "mail.cancelled", "mail.sent", "registration.erased"),
        told.stream().map(Told::key).toList());
    assertEquals(
        contract.keys(),
        told.stream().map(Told::key).collect(Collectors.toCollection(TreeSet::new)));
    told.forEach(this::assertKept);
  }

  @Test
  void tellsOfEachMailThatAnOperationCancelsOrErases() {
    String reason = "cancelled together " + address("event");
    List<Long> mails = List.of(mail("QUEUED"), mail("FAILED"), mail("CANCELLED"));
    mails.forEach(
        id -> sql.execute("update registration set failure_reason = ? where id = ?", reason, id));
    String query = "?reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8);

    Api.operate("/registrations/mail/cancel" + query);
    Api.operate("/registrations/erase" + query);

    List<String> both = List.of("mail.cancelled", "registration.erased");
    assertEquals(both, awaitEvents(mails.get(0), 2).stream().map(Told::key).toList());
    assertEquals(both, awaitEvents(mails.get(1), 2).stream().map(Told::key).toList());
    assertEquals(
        List.of("registration.erased"),
        awaitEvents(mails.get(2), 1).stream().map(Told::key).toList());
  }

  private void assertKept(Told told) {
    assertEquals(Set.of(), contract.faults(told.key(), told.body()), told.body());
    assertEquals(told.key(), told.event().getString("type"));
    assertEquals(told.messageId(), told.event().getString("id"));
    assertEquals(2, told.deliveryMode());
    assertTrue(told.contentType().startsWith(contract.contentType(told.key())), told.contentType());
    assertEquals(exchange, contract.exchange(told.key()).get("name").asText());
    assertEquals("topic", contract.exchange(told.key()).get("type").asText());
    assertFalse(told.body().contains("@"), told.body());
  }

  @Test
  void contractRefusesWhatIsNoEvent() {
    assertEquals(1, contract.faults("mail.sent", "[]").size());
    assertFalse(contract.faults("mail.sent", "{\"specversion\":\"1.0\"}").isEmpty());
  }

  @Test
  void tellsWhyAMailFailedWithoutTheAddressThatTheServerRepeats() {
    long id = mail("QUEUED");
    sql.execute(
        "update registration set last_error = '550 <ada@example.org>: who?' where id = ?", id);
    move(id, MailState.FAILED);

    Told told = awaitEvents(id, 1).get(0);

    assertEquals("550 <(address)>: who?", told.event().getJsonObject("data").getString("reason"));
  }

  /** The way of a mail that fails, is started over and cancelled again and again. */
  @Test
  void tellsAllOfARegistrationInTheirOrder() {
    String email = address("refused");
    long id = register(email);
    awaitState(id, "FAILED");
    cancel(id);
    cancel(id);
    retry(id);
    awaitState(id, "FAILED");
    sql.execute("update registration set email = ? where id = ?", address("ok"), id);
    retry(id);
    awaitState(id, "SENT");

    List<Told> told = awaitEvents(id, 4);

    assertEquals(
        List.of("mail.failed", "mail.cancelled", "mail.failed", "mail.sent"),
        told.stream().map(Told::key).toList());
    assertEquals(4, told.stream().map(Told::messageId).distinct().count());
  }

  /** What is told twice has the same id, so it is the first occurrences that are in order. */
  @Test
  void keepsTheOrderWhenReplicasTakeTurns() {
    List<Long> ids = IntStream.range(0, 20).mapToObj(i -> mail("QUEUED")).toList();
    List<CompletableFuture<?>> runs = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      MailState state = round % 2 == 0 ? MailState.CANCELLED : MailState.FAILED;
      ids.forEach(id -> move(id, state));
      IntStream.range(0, 3).forEach(i -> runs.add(replica()));
    }
    runs.forEach(CompletableFuture::join);

    for (long id : ids) {
      assertEquals(
          List.of("cancelled", "failed", "cancelled", "failed", "cancelled", "failed"),
          awaitEvents(id, 6).stream()
              .map(Told::messageId)
              .distinct()
              .map(one -> one.split("-")[1])
              .toList());
    }
  }

  /** Another replica has its turn, if it gets one, and leaves. */
  private CompletableFuture<?> replica() {
    SinkLease lease = new SinkLease(database, Sink.EXCHANGE, Duration.ofSeconds(2));
    Relay relay = new Relay(Sink.EXCHANGE, due, lease, receiver);
    return relay.run().chain(relay::stop).subscribeAsCompletionStage();
  }

  /** None of what a transaction that is rolled back has changed. */
  @Test
  void tellsNothingThatWasRolledBack() {
    long id = mail("QUEUED");
    assertThrows(
        IllegalStateException.class,
        () ->
            database
                .transaction(
                    connection ->
                        events
                            .erased(connection, List.of(id))
                            .chain(() -> Uni.createFrom().failure(new IllegalStateException())))
                .await()
                .atMost(LIMIT));
    move(id, MailState.CANCELLED);

    assertEquals("mail.cancelled", awaitEvents(id, 1).get(0).key());
  }

  /** Of those that are written down together, one may have been written down before. */
  @Test
  void tellsOnlyOfWhatHasMoved() {
    long before = mail("SENT");
    long now = mail("QUEUED");
    List<Long> both = List.of(before, now);
    sql.execute("update registration set sent_at = utc_timestamp(3) where id = ?", before);
    events
        .moving(
            MailState.SENT,
            both,
            "update registration set mail_state = 'SENT', sent_at = utc_timestamp(3)"
                + " where id in (?, ?) and mail_state <> 'SENT'",
            Tuple.of(before, now))
        .await()
        .atMost(LIMIT);
    both.forEach(id -> move(id, MailState.FAILED));

    assertEquals(
        List.of("mail.sent", "mail.failed"), awaitEvents(now, 2).stream().map(Told::key).toList());
    assertEquals("mail.failed", awaitEvents(before, 1).get(0).key());
  }

  /** At least so many. */
  private List<Told> awaitEvents(long id, int count) {
    await().atMost(LIMIT).until(() -> subscription.about(id).size() >= count);
    return subscription.about(id);
  }

  /** A row that nobody moves. */
  private long mail(String state) {
    String email = address("event");
    return sql.insert(
        """
        insert into registration(email, email_key, name, locale, registered_at, mail_state, due_at,
          sweep_at)
        values (?, ?, 'Ada', 'en', utc_timestamp(3), ?, utc_timestamp(3), null)
        """,
        email,
        email,
        state);
  }

  private void move(long id, MailState state) {
    var unused =
        events
            .moving(
                state,
                List.of(id),
                "update registration set mail_state = ? where id = ?",
                Tuple.of(state.name(), id))
            .await()
            .atMost(LIMIT);
  }

  private static void erase(long id) {
    operator().delete("/registrations/" + id).then().statusCode(204);
  }

  private static void cancel(long id) {
    operator().delete("/registrations/" + id + "/mail").then().statusCode(204);
  }

  private static void retry(long id) {
    operator().post("/registrations/" + id + "/mail/retry").then().statusCode(202);
  }
}
