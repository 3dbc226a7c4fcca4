package io.github.registrationmail.reliability;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.invariant.Invariants;
import io.github.registrationmail.stack.EmbeddedDatabase;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.StackPorts;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.FreezableProxy;
import io.github.registrationmail.support.ServiceProcess;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two database servers, of which the second follows the first semi-synchronously: what is committed
 * is on both. While people register the second takes the place of the first, under the address that
 * the service knows.
 */
class FailoverIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Replication replication = Replication.ofEmbedded();
  private final EmbeddedStack stack =
      new EmbeddedStack(replication.server(1)).start(StackPorts.FREE);
  private final EmbeddedDatabase second = new EmbeddedDatabase(replication.server(2));
  private final AtomicInteger writable = new AtomicInteger();
  private final FreezableProxy address = new FreezableProxy(writable::get);
  private final List<String> registered = new CopyOnWriteArrayList<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final ExecutorService callers = Executors.newFixedThreadPool(4);

  @BeforeEach
  void follow() throws SQLException {
    writable.set(stack.database().port());
    replication.follow(stack.database().port(), second.start(0));
    await().atMost(LIMIT).until(() -> replication.isFollowed(stack.database().port()));
  }

  @AfterEach
  void close() throws InterruptedException {
    callers.shutdownNow();
    assertTrue(callers.awaitTermination(30, SECONDS));
    address.close();
    stack.close();
    second.close();
  }

  /** The first takes no more, the second gets all that it has, and takes its place. */
  @Test
  void losesAndDoublesNothingWhenWritesMove() throws Exception {
    try (ServiceProcess service = ServiceProcess.startDelivering(environment())) {
      register(service);
      await().atMost(LIMIT).until(() -> registered.size() >= 100);

      rows(stack.database().port()).execute("set global read_only = 1");
      int before = refused.get();
      await().atMost(LIMIT).until(() -> refused.get() > before);
      awaitCaughtUp();
      promote();
      stack.database().stop();

      assertGoesOn();
    }
  }

  /** Nobody has asked it to. */
  @Test
  void losesAndDoublesNothingWhenTheFirstIsKilled() throws Exception {
    try (ServiceProcess service = ServiceProcess.startDelivering(environment())) {
      register(service);
      await().atMost(LIMIT).until(() -> registered.size() >= 100);

      kill(stack.database());
      int before = refused.get();
      await().atMost(LIMIT).until(() -> refused.get() > before);
      promote();

      assertGoesOn();
    }
  }

  private void assertGoesOn() throws Exception {
    int before = registered.size();
    await().atMost(LIMIT).until(() -> registered.size() >= before + 100);
    callers.shutdown();
    assertTrue(callers.awaitTermination(30, SECONDS));
    Rows rows = rows(second.port());
    await()
        .atMost(LIMIT)
        .during(Duration.ofSeconds(3))
        .until(
            () ->
                rows.text("select count(*) from registration where mail_state <> 'SENT'")
                    .equals("0"));
    for (String email : registered) {
      assertEquals(1, stack.smtp().received(email).size(), email);
    }
    assertEquals("0", rows.text("select count(*) from mail_failure"));
    assertEquals(Map.of(), Invariants.violated(rows::ids, 0));
  }

  /** Four callers, one after the other each, until they are told to end. */
  private void register(ServiceProcess service) {
    for (int i = 0; i < 4; i++) {
      var unused =
          callers.submit(
              () -> {
                while (!callers.isShutdown()) {
                  register(service, Api.address("ok"));
                }
                return null;
              });
    }
  }

  private void register(ServiceProcess service, String email) throws InterruptedException {
    try {
      int status = service.register(email);
      if (status == 201) {
        registered.add(email);
      } else {
        assertEquals(503, status);
        refused.incrementAndGet();
      }
    } catch (IOException e) {
      refused.incrementAndGet();
    }
    Thread.sleep(20);
  }

  private void awaitCaughtUp() {
    await()
        .atMost(LIMIT)
        .until(() -> replication.hasCaughtUp(stack.database().port(), second.port()));
  }

  private void promote() throws SQLException {
    replication.promote(second.port());
    writable.set(second.port());
    address.reset();
  }

  private static void kill(EmbeddedDatabase database) {
    String data = database.data().toString();
    List<ProcessHandle> servers =
        ProcessHandle.allProcesses()
            .filter(process -> process.info().commandLine().orElse("").contains(data))
            .toList();
    assertEquals(1, servers.size());
    assertTrue(servers.get(0).destroyForcibly());
  }

  private static Rows rows(int port) {
    return Rows.asAdministrator(port);
  }

  private Map<String, String> environment() {
    return ScaledTimes.with(
        stack.environment(), Map.of("MYSQL_PORT", Integer.toString(address.port())));
  }
}
