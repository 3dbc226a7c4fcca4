package io.github.registrationmail.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Registers somebody with the service, whose mail then comes as everybody's does. */
final class TestMail {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String BODY =
      "{\"email\":\"test+%d.%d@example.org\",\"name\":\"Test\",\"locale\":\"%s\"}";

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final AtomicInteger count = new AtomicInteger();
  private final URI service;

  /**
   * @param service where it is, such as {@code http://localhost:8080}
   */
  TestMail(URI service) {
    this.service = service;
  }

  /** A sentence about what came of it. */
  String send(String language) {
    String body = BODY.formatted(System.currentTimeMillis(), count.incrementAndGet(), language);
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve("/registrations"))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 201
          ? "Registered: its mail is here three seconds from now, unless something is wrong."
          : "The service answered " + answer.statusCode() + ": " + answer.body();
    } catch (IOException e) {
      return "The service cannot be reached on " + service + ".";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "Interrupted.";
    }
  }
}
