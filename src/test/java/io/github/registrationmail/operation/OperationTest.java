package io.github.registrationmail.operation;

import static io.github.registrationmail.support.Api.awaitOperation;
import static io.github.registrationmail.support.Api.operate;
import static io.github.registrationmail.support.Api.operator;
import static io.github.registrationmail.support.Api.viewer;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.search.FilterParameters;
import io.github.registrationmail.search.Found;
import io.github.registrationmail.search.MailFilter;
import io.github.registrationmail.search.MailIds;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Problems;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** While nothing is sent, so that each mail stays where an operation has left it. */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class OperationTest {

  /** Tokens of replicas that there are not. */
  private static final long OTHER = 17;

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Inject OperationRows mails;
  @Inject SampleRows rows;
  @Inject WorkRepository work;
  @Inject Batches batches;
  @Inject MailIds ids;
  @Inject Sql sql;
  @Inject Pool pool;

  private final String domain = UUID.randomUUID().toString().substring(0, 8) + ".test";
  private final String failed = "state=FAILED&domain=" + domain;

  @BeforeEach
  void sendNothing() {
    operator()
        .contentType("application/json")
        .body("{\"reason\": \"a test\"}")
        .put("/sending/pause")
        .then()
        .statusCode(200);
  }

  @AfterEach
  void forget() {
    sql.execute("delete from operation where state in ('RUNNING', 'PAUSED')");
    sql.execute("delete from registration where domain = ?", domain);
    operator().delete("/sending/pause").then().statusCode(204);
  }

  @Test
  void accountsForEachOfFiveThousandMails() {
    mails.mails(2000, domain, "FAILED", "550 a");
    mails.mails(1800, domain, "FAILED", "550 b");
    mails.mails(1200, domain, "FAILED", "550 c");
    String retry = "/registrations/mail/retry?" + failed + "&reason=550%20";

    operate(retry + "a").body("changed", is(2000)).body("skipped", is(0));
    operate(retry + "b").body("changed", is(1800)).body("expected", is(1800));
    operate("/registrations/mail/cancel?" + failed + "&reason=550%20c")
        .body("kind", is("CANCEL"))
        .body("looked", is(1200))
        .body("changed", is(1200))
        .body("finishedAt", notNullValue());
    given()
        .get("/q/metrics")
        .then()
        .body(containsString("registration_operations_mails_total{kind=\"cancel\"}"));

    assertEquals(Map.of("CANCELLED", 1200, "PENDING", 3800), mails.states(domain));
    // due for the sweep, with nothing counted
    assertEquals(
        3800,
        sql.number(
            "select count(*) from registration where domain = ? and attempt = 1 and swept = 0"
                + " and sweep_at is not null and failure_reason is null",
            domain));
  }

  @Test
  void answersAtOnceAndTellsHowFarItIs() {
    mails.mails(1203, domain, "FAILED", "550 a");

    String path =
        operator()
            .post("/registrations/mail/retry?" + failed)
            .then()
            .statusCode(202)
            .header("Location", containsString("/operations/"))
            .body("state", is("RUNNING"))
            .body("kind", is("RETRY"))
            .body("filter", is(failed))
            .body("expected", is(1203))
            .body("changed", lessThan(1203))
            .body("startedBy", is("operator"))
            .body("error", nullValue())
            .extract()
            .header("Location");

    awaitOperation(path.substring(path.indexOf("/operations/")), "DONE")
        .body("changed", is(1203))
        .body("looked", is(1203));
    operator()
        .get("/operations?limit=1")
        .then()
        .statusCode(200)
        .body("operations", hasSize(1))
        .body("operations[0].filter", is(failed));
  }

  @Test
  void saysHowManyAndDoesNothing() {
    mails.mails(7, domain, "FAILED", "550 a");
    mails.mails(2, domain, "CANCELLED", "550 a");
    mails.mails(1, domain, "SENDING", "550 a");
    String parameters = "?dryRun=true&domain=" + domain;

    for (String call :
        List.of("mail/retry" + parameters + "&state=FAILED", "mail/cancel" + parameters)) {
      operator()
          .post("/registrations/" + call)
          .then()
          .statusCode(200)
          .body("$", aMapWithSize(1))
          .body("matching", is(7));
    }
    for (String call : List.of("mail/resend", "erase")) {
      operator().post("/registrations/" + call + parameters).then().body("matching", is(9));
    }

    assertEquals(Map.of("FAILED", 7, "CANCELLED", 2, "SENDING", 1), mails.states(domain));
    operator()
        .post("/registrations/erase?domain=a&dryRun=perhaps")
        .then()
        .spec(Problems.wrong("dryRun"));
  }

  @ParameterizedTest
  @CsvSource({
    "mail/retry, ''",
    "mail/retry, ?state=",
    "mail/retry, ?domain=a.test",
    "mail/retry, ?state=SENT",
    "mail/retry, ?state=PENDING",
    "mail/retry, ?state=failed",
    "mail/cancel, ?state=SENT",
    "mail/cancel, ?state=SENDING",
    "mail/cancel, ?state=CANCELLED",
    "mail/resend, ?state=QUEUED",
    "erase, ?state=SENDING"
  })
  void namesTheStateThatIsNoneForIt(String call, String query) {
    operator().post("/registrations/" + call + query).then().spec(Problems.wrong("state"));
    operator()
        .queryParam("dryRun", "true")
        .post("/registrations/" + call + query)
        .then()
        .spec(Problems.wrong("state"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mail/resend", "erase", "erase?dryRun=true"})
  void wantsToKnowWhichAreMeant(String call) {
    operator()
        .post("/registrations/" + call)
        .then()
        .spec(Problems.problem(400))
        .body("detail", containsString("which registrations"));
  }

  @Test
  void erasesNoMoreThanWereCounted() {
    mails.mails(4, domain, "FAILED", "550 a");
    String erase = "/registrations/erase?" + failed + "&expected=";

    operator()
        .post(erase + 3)
        .then()
        .spec(Problems.problem(412))
        .body("detail", containsString("4 by now, more than the 3"));
    operator().post(erase + "few").then().spec(Problems.wrong("expected"));
    operator()
        .post("/registrations/mail/cancel?" + failed + "&expected=4")
        .then()
        .spec(Problems.wrong("expected"));
    assertEquals(Map.of("FAILED", 4), mails.states(domain));

    operate(erase + 4).body("changed", is(4));
    assertEquals(Map.of(), mails.states(domain));
  }

  /** Each of these would have meant more than was asked for. */
  @ParameterizedTest
  @CsvSource({
    "erase?state=FAILED&dryRun, dryRun",
    "erase?state=FAILED&dryRun=, dryRun",
    "erase?state=FAILED&dryRun=true&dryRun=false, dryRun",
    "erase?domain=, domain",
    "erase?state=FAILED&domain=%20, domain",
    "mail/retry?state=FAILED&reason=, reason",
    "mail/cancel?state=, state",
    "mail/cancel?state=FAILED&state=QUEUED, state",
    "mail/resend?domain=a.test&email=, email",
    "erase?email=*, email",
    "erase?email=%20*%20, email"
  })
  void ignoresNoParameter(String call, String name) {
    mails.mails(1, domain, "FAILED", "550 a");
    operator()
        .urlEncodingEnabled(false)
        .post("/registrations/" + call)
        .then()
        .spec(Problems.wrong(name));
    assertEquals(Map.of("FAILED", 1), mails.states(domain));
  }

  @Test
  void takesNoFilterFromABodyOrAPath() {
    mails.mails(1, domain, "QUEUED", "550 a");
    operator()
        .formParam("domain", "a.test")
        .post("/registrations/mail/cancel")
        .then()
        .spec(Problems.problem(400))
        .body("detail", containsString("no body"));
    operator()
        .contentType("application/json")
        .body("{\"domain\": \"a.test\"}")
        .post("/registrations/mail/cancel")
        .then()
        .spec(Problems.problem(400));
    operator()
        .urlEncodingEnabled(false)
        .post("/registrations/mail/cancel;domain=a.test")
        .then()
        .spec(Problems.problem(400))
        .body("detail", containsString("semicolon"));
    assertEquals(Map.of("QUEUED", 1), mails.states(domain));
  }

  @Test
  void doesNotDoTheSameTwiceAtOnce() {
    mails.mails(1, domain, "FAILED", "550 a");
    long id = mails.claimed(OperationKind.RETRY, failed, OTHER);

    operator()
        .post("/registrations/mail/retry?" + failed)
        .then()
        .spec(Problems.problem(409))
        .header("Location", endsWith("/operations/" + id));
    operate("/registrations/mail/cancel?" + failed).body("changed", is(1));
  }

  @Test
  void goesOnWhereAReplicaWasKilled() {
    mails.mails(1203, domain, "FAILED", "550 a");
    long id = mails.claimed(OperationKind.RETRY, failed, OTHER);
    mails.batch(id, OTHER);
    assertEquals(Map.of("FAILED", 703, "PENDING", 500), mails.states(domain));

    mails.kill(id);

    awaitOperation("/operations/" + id, "DONE").body("changed", is(1203)).body("looked", is(1203));
    assertEquals(Map.of("PENDING", 1203), mails.states(domain));
  }

  /** It was frozen after it had looked for the mails of its batch. */
  @Test
  void changesNothingAfterItWasThoughtDead() {
    mails.mails(600, domain, "FAILED", "550 a");
    long id = mails.claimed(OperationKind.RETRY, failed, OTHER);
    Work read = work(id, OTHER);
    Found found = found(read);

    mails.kill(id);
    awaitOperation("/operations/" + id, "DONE").body("changed", is(600));
    sql.execute("update registration set mail_state = 'FAILED' where domain = ?", domain);
    batches.change(read, OTHER, found).await().atMost(LIMIT);

    operator().get("/operations/" + id).then().body("changed", is(600)).body("looked", is(600));
    assertEquals(Map.of("FAILED", 600), mails.states(domain));
  }

  /** The answer to the commit was lost, and the batch is done once more. */
  @Test
  void doesNoBatchTwice() {
    mails.mails(600, domain, "FAILED", "550 a");
    long id = mails.claimed(OperationKind.RETRY, failed, OTHER);
    Work read = work(id, OTHER);
    Found found = found(read);

    batches.change(read, OTHER, found).await().atMost(LIMIT);
    batches.change(read, OTHER, found).await().atMost(LIMIT);

    operator().get("/operations/" + id).then().body("changed", is(500)).body("looked", is(500));
  }

  @Test
  void skipsWhatIsSentMeanwhileAndWhatComesLater() {
    mails.mails(5, domain, "FAILED", "550 a");
    long id = mails.claimed(OperationKind.RETRY, failed, OTHER);
    mails.mails(2, domain, "FAILED", "550 later");
    Work read = work(id, OTHER);
    Found found = found(read);
    assertEquals(7, found.ids().size());

    sql.execute("update registration set mail_state = 'SENT' where id = ?", found.ids().get(6));
    batches.change(read, OTHER, found).await().atMost(LIMIT);

    operator()
        .get("/operations/" + id)
        .then()
        .body("state", is("DONE"))
        .body("looked", is(5))
        .body("changed", is(4))
        .body("skipped", is(1));
    assertEquals(Map.of("FAILED", 2, "PENDING", 4, "SENT", 1), mails.states(domain));
  }

  @Test
  void pausesAndGoesOnAndStops() {
    mails.mails(1203, domain, "FAILED", "550 a");
    long id = mails.claimed(OperationKind.CANCEL, failed, OTHER);
    String path = "/operations/" + id;
    mails.batch(id, OTHER);

    operator().post(path + "/pause").then().statusCode(204);
    operator().post(path + "/pause").then().statusCode(204);
    mails.batch(id, OTHER);
    operator().get(path).then().body("state", is("PAUSED")).body("changed", is(500));
    assertEquals(Map.of("CANCELLED", 500, "FAILED", 703), mails.states(domain));

    operator().post(path + "/resume").then().statusCode(204);
    awaitOperation(path, "DONE").body("changed", is(1203));
    assertEquals(Map.of("CANCELLED", 1203), mails.states(domain));
    for (String call : List.of("pause", "resume", "stop")) {
      operator()
          .post(path + "/" + call)
          .then()
          .spec(Problems.problem(409))
          .body("detail", containsString("DONE"));
    }
  }

  @Test
  void stopsForGood() {
    mails.mails(1203, domain, "FAILED", "550 a");
    String filter = "state=FAILED&email=*%40" + domain;
    long id = mails.claimed(OperationKind.RETRY, filter, OTHER);
    String path = "/operations/" + id;
    mails.batch(id, OTHER);

    operator().post(path + "/stop").then().statusCode(204);
    mails.batch(id, OTHER);

    operator()
        .get(path)
        .then()
        .body("state", is("STOPPED"))
        .body("changed", is(500))
        .body("filter", is("state=FAILED&email=***"))
        .body("finishedAt", notNullValue());
    operator().post(path + "/resume").then().spec(Problems.problem(409));
    assertEquals(Map.of("FAILED", 703, "PENDING", 500), mails.states(domain));
    operator()
        .get("/actions?limit=1")
        .then()
        .body("actions[0].action", is("STOP_OPERATION"))
        .body("actions[0].filter", is("state=FAILED&email=***"))
        .body("actions[0].affected", is(500));
    // and the same may be begun again
    operate("/registrations/mail/retry?" + filter).body("changed", is(703));
  }

  @Test
  void knowsNoOther() {
    operator().get("/operations/999999999").then().spec(Problems.problem(404));
    for (String call : List.of("pause", "resume", "stop")) {
      operator().post("/operations/999999999/" + call).then().spec(Problems.problem(404));
    }
  }

  /** With a counter that is used up the first failure would be the last one. */
  @Test
  void countsTheFailuresOfWhatItRetriesAnew() {
    mails.mails(3, domain, "FAILED", "550 a");
    mails.mails(1, domain, "QUEUED", "450 a");
    useUpCounters();

    operate("/registrations/mail/retry?" + failed).body("changed", is(3));

    assertEquals(Map.of("PENDING", 3, "QUEUED", 1), mails.states(domain));
    assertEquals(1, counters());
  }

  @Test
  void countsTheFailuresOfWhatItSendsAgainAnew() {
    mails.mails(3, domain, "SENT", "550 a");
    mails.mails(1, domain, "QUEUED", "450 a");
    useUpCounters();

    operate("/registrations/mail/resend?domain=" + domain).body("changed", is(3));

    assertEquals(1, counters());
  }

  private void useUpCounters() {
    sql.execute(
        "insert into user_notify(user_id, notifynum, isdone, updatetime)"
            + " select id, 5, 1, now() from registration where domain = ?",
        domain);
  }

  private int counters() {
    return sql.number(
        "select count(*) from user_notify join registration on id = user_id where domain = ?",
        domain);
  }

  /** By address, and by the time of the failure, which a retry takes away. */
  @Test
  void goesOnAfterMailsThatAreNoLongerWhereTheyWere() {
    mails.mails(1203, domain, "FAILED", "550 a");
    sql.execute(
        "update registration set email = concat('x', email), email_key = email where domain = ?",
        domain);

    operate("/registrations/mail/resend?failedFrom=2020-01-01&failedTo=2999-01-01&domain=" + domain)
        .body("changed", is(1203));
    assertEquals(Map.of("PENDING", 1203), mails.states(domain));
    operate("/registrations/erase?email=x&domain=" + domain).body("changed", is(1203));
    assertEquals(Map.of(), mails.states(domain));
  }

  @Test
  void sendsAgainWithTheNextAttempt() {
    mails.mails(3, domain, "SENT", "550 a");
    mails.mails(1, domain, "QUEUED", "550 a");

    operate("/registrations/mail/resend?domain=" + domain).body("changed", is(3));

    assertEquals(Map.of("PENDING", 3, "QUEUED", 1), mails.states(domain));
    assertEquals(
        3,
        sql.number(
            "select count(*) from registration join mail_resend on user_id = registration.id"
                + " where domain = ? and registration.attempt = 2 and earlier = 1"
                + " and mail_resend.attempt = 2",
            domain));
  }

  @Test
  void erasesAllButWhatIsBeingSent() {
    mails.mails(3, domain, "SENT", "550 a");
    mails.mails(2, domain, "QUEUED", "550 a");
    mails.mails(1, domain, "SENDING", "550 a");
    sql.execute(
        "insert into user_notify(user_id, updatetime) select id, now() from registration"
            + " where domain = ?",
        domain);
    int counted = sql.number("select count(*) from user_notify");

    operate("/registrations/erase?domain=" + domain).body("changed", is(5));

    assertEquals(Map.of("SENDING", 1), mails.states(domain));
    assertEquals(counted - 5, sql.number("select count(*) from user_notify"));
  }

  @Test
  void waitsForAMailThatSomebodyElseHolds() {
    mails.mails(3, domain, "FAILED", "550 a");
    Transaction transaction = hold();

    String path =
        operator()
            .post("/registrations/mail/cancel?" + failed)
            .then()
            .statusCode(202)
            .extract()
            .path("id")
            .toString();
    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(4))
        .until(() -> mails.states(domain).equals(Map.of("FAILED", 3)));
    transaction.rollback().await().atMost(LIMIT);

    awaitOperation("/operations/" + path, "DONE").body("changed", is(3));
  }

  @Test
  void saysWhyItCannotGoOn() {
    long id = mails.claimed(OperationKind.CANCEL, "colour=red", OTHER);

    mails.kill(id);

    awaitOperation("/operations/" + id, "FAILED").body("error", is("colour"));
  }

  @Test
  void pagesThroughThem() {
    long first = mails.claimed(OperationKind.CANCEL, "domain=1." + domain, OTHER);
    long second = mails.claimed(OperationKind.CANCEL, "domain=2." + domain, OTHER);

    operator()
        .get("/operations?limit=1&after=" + (second + 1))
        .then()
        .body("operations.id", is(List.of((int) second)))
        .body("next", is((int) second));
    operator()
        .get("/operations?after=" + second)
        .then()
        .body("operations.id", hasItem((int) first))
        .body("operations.id", everyItem(lessThan((int) second)))
        .body("operations.size()", greaterThan(0));
    operator().get("/operations?limit=0").then().spec(Problems.wrong("limit"));
  }

  @Test
  void showsAViewerNoAddress() {
    long id = mails.claimed(OperationKind.CANCEL, "email=ada%40" + domain + "&state=FAILED", OTHER);
    String hidden = "email=***&state=FAILED";

    viewer().get("/operations/" + id).then().statusCode(200).body("filter", is(hidden));
    viewer().get("/operations?limit=1").then().body("operations[0].filter", is(hidden));
    operator().get("/operations/" + id).then().body("filter", containsString(domain));
  }

  private Work work(long id, long holder) {
    return work.work(id, holder).await().atMost(LIMIT).orElseThrow();
  }

  private Found found(Work read) {
    MailFilter filter = FilterParameters.filter(read.query());
    return ids.goOn(filter, Optional.empty(), 500).await().atMost(LIMIT);
  }

  /** Locks the newest mail. */
  private Transaction hold() {
    return pool.getConnection()
        .chain(
            connection ->
                connection
                    .begin()
                    .call(
                        begun ->
                            connection
                                .query(
                                    "select id from registration where id = (select newest from"
                                        + " (select max(id) as newest from registration) as found)"
                                        + " for update")
                                .execute()))
        .await()
        .atMost(LIMIT);
  }
}
