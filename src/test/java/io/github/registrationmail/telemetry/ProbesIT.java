package io.github.registrationmail.telemetry;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.StackPorts;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.ServiceProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What asks the packaged service every few seconds how it is makes no traces. */
class ProbesIT {

  private final EmbeddedStack stack = new EmbeddedStack().start(StackPorts.FREE);
  private final List<String> exported = new CopyOnWriteArrayList<>();

  @Test
  void areNotTraced() throws IOException {
    HttpServer collector = collector();
    try (stack;
        ServiceProcess service =
            ServiceProcess.startDelivering(environment(collector.getAddress().getPort()))) {
      for (String path : List.of("/q/health/live", "/q/health/ready", "/q/metrics")) {
        assertEquals(200, service.status(path));
      }
      assertEquals(201, service.register(Api.address("ok")));
      await().atMost(Duration.ofSeconds(30)).until(() -> isExported("POST /registrations"));
      assertFalse(isExported("/q/"), exported::toString);
    } finally {
      collector.stop(0);
    }
  }

  private boolean isExported(String text) {
    return exported.stream().anyMatch(spans -> spans.contains(text));
  }

  private Map<String, String> environment(int port) {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + port);
    environment.put("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    environment.put("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "100ms");
    return environment;
  }

  private HttpServer collector() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::collect);
    server.start();
    return server;
  }

  /** Names and paths are text in what is sent. */
  private void collect(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] spans = exchange.getRequestBody().readAllBytes();
      exported.add(new String(spans, StandardCharsets.ISO_8859_1));
      exchange.sendResponseHeaders(200, -1);
    }
  }
}
