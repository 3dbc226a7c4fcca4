package io.github.registrationmail.deployment;

import static org.awaitility.Awaitility.await;

import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.support.MailSink;
import io.github.registrationmail.support.OperatorHeader;
import io.github.registrationmail.support.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The service on the embedded stack, from its start to its end, and those who use it: callers who
 * register, an operator who looks.
 */
final class AotRun implements AutoCloseable {

  private static final Duration MAILS_LIMIT = Duration.ofMinutes(5);
  private static final int CALLERS = 32;
  private static final int LOOKS = 50;
  private static final int LINES = 20;
  private static final int REFUSED_PERCENT = 10;
  private static final String PASSWORD = "operator-of-the-training";

  private static final List<String> VIEWS =
      List.of(
          "/",
          "/registrations",
          "/registrations?state=SENT",
          "/registrations/1",
          "/registrations/summary",
          "/registrations/reasons",
          "/q/health",
          "/q/health/group/delivery",
          "/q/metrics");

  private final MailSink sink;
  private final ServiceProcess service;
  private final Duration toFirst201;
  private int registered = 1;

  private AotRun(MailSink sink, ServiceProcess service) {
    this.sink = sink;
    this.service = service;
    long start = System.nanoTime();
    service.awaitRegistered(address(0));
    this.toFirst201 = Duration.ofNanos(System.nanoTime() - start);
  }

  /** Returns when the first registration is answered. */
  static AotRun start(List<String> command, Path directory, EmbeddedStack stack) {
    var sink = new MailSink(0, AotRun::isRefusedOnce);
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.putAll(sink.environment());
    environment.put("OPERATOR_PASSWORD", PASSWORD);
    environment.put("REGISTRATION_RETRY_FIRST_DELAY", "1ms");
    return new AotRun(sink, ServiceProcess.launch(command, directory, environment));
  }

  private static boolean isRefusedOnce(String recipient) {
    return Math.floorMod(recipient.hashCode(), 100) < REFUSED_PERCENT;
  }

  private String address(int number) {
    return "r%d.%d@example.org".formatted(service.pid(), number);
  }

  Duration toFirst201() {
    return toFirst201;
  }

  /** So many more, by callers who each go on as soon as they are answered. */
  void register(int count) {
    var next = new AtomicInteger(registered);
    registered += count;
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<?>> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        callers.add(threads.submit(() -> call(next, registered)));
      }
      for (Future<?> caller : callers) {
        caller.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage() + "\n" + lastLines(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      var unused = threads.shutdownNow();
    }
  }

  private int call(AtomicInteger next, int end) throws IOException {
    int last = 0;
    for (int i = next.getAndIncrement(); i < end; i = next.getAndIncrement()) {
      int status = service.register(address(i));
      if (status != 201) {
        throw new IOException("registration %d was answered %d".formatted(i, status));
      }
      last = i;
    }
    return last;
  }

  /** An operator looks at each view a few times. */
  void look() {
    String signedIn = OperatorHeader.of(PASSWORD);
    for (int i = 0; i < LOOKS; i++) {
      for (String view : VIEWS) {
        assertAnswered(view, signedIn);
      }
    }
  }

  private void assertAnswered(String view, String authorization) {
    try {
      int status = service.status(view, authorization);
      if (status != 200) {
        throw new IllegalStateException(view + " was answered " + status);
      }
    } catch (IOException e) {
      throw new IllegalStateException(view + " was not answered:\n" + lastLines(), e);
    }
  }

  /** Returns when everybody has a mail. */
  void awaitMails() {
    await().atMost(MAILS_LIMIT).until(() -> sink.recipients() >= registered);
  }

  /** SIGTERM; a cache that is to be written is written when this returns. */
  void end() {
    service.terminate();
  }

  /** What the service has printed last. */
  String lastLines() {
    List<String> lines = service.output().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
  }

  @Override
  public void close() {
    service.close();
    sink.close();
  }
}
