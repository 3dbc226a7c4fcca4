package io.github.registrationmail.reliability;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.StackPorts;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.FreezableProxy;
import io.github.registrationmail.support.Pause;
import io.github.registrationmail.support.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/**
 * Every connection to MySQL hangs, as when its host or the network is lost without a word: nobody
 * closes them, while a new connection would be answered.
 */
class HangingConnectionsIT {

  private static final Map<String, String> AS_SHIPPED =
      Map.of(
          "REGISTRATION_DATABASE_CONNECT_TIMEOUT", "1s",
          "REGISTRATION_DATABASE_TIMEOUT", "1800ms");

  private static final ExecutorService THREADS = Executors.newCachedThreadPool();

  private final EmbeddedStack stack = new EmbeddedStack().start(StackPorts.FREE);
  private final FreezableProxy mysql = new FreezableProxy(() -> stack.database().port());

  @Test
  void areGivenUpSoThatTheServiceComesBackByItself() throws Exception {
    Map<String, String> throughProxy = Map.of("MYSQL_PORT", Integer.toString(mysql.port()));
    try (stack;
        mysql;
        ServiceProcess service =
            ServiceProcess.startDelivering(
                ScaledTimes.with(stack.environment(), AS_SHIPPED, throughProxy))) {
      mysql.freeze();
      assertEquals(List.of(503), registerInTurn(service).stream().distinct().toList());
      mysql.strand();
      mysql.thaw();
      assertEquals(503, service.register(Api.address("ok")));
      await().atMost(Duration.ofSeconds(20)).until(() -> service.status("/q/health/ready") == 200);
      assertEquals(201, service.register(Api.address("ok")));
    }
  }

  /** More than the pool has connections, each too late for the batch of the one before. */
  private static List<Integer> registerInTurn(ServiceProcess service) {
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      answers.add(CompletableFuture.supplyAsync(() -> register(service), THREADS));
      Pause.millis(250);
    }
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private static int register(ServiceProcess service) {
    try {
      return service.register(Api.address("ok"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
