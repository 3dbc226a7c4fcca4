package io.github.registrationmail.bench;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.github.registrationmail.support.Pause;
import io.github.registrationmail.support.RunBroker;
import io.github.registrationmail.support.Servers;
import io.github.registrationmail.support.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The most that a few gauges of the service and its queue show, ten times a second. */
final class Peaks implements AutoCloseable {

  private static final int EVERY_MILLIS = 100;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpRequest metrics;
  private final String queue;
  private final Connection connection;
  private final Channel channel;
  private final CompletableFuture<Void> sampling;

  private volatile boolean stopped;
  private volatile int samples;
  private volatile int publishesInFlight;
  private volatile int mailsInFlight;
  private volatile long messagesReady;

  Peaks(ServiceProcess service, Servers servers) throws Exception {
    metrics =
        HttpRequest.newBuilder(service.uri("/q/metrics")).timeout(Duration.ofSeconds(5)).build();
    queue = servers.workQueue();
    connection = RunBroker.connect(servers.broker().environment());
    channel = connection.createChannel();
    sampling = CompletableFuture.runAsync(this::sampleUntilStopped);
  }

  /** How often the service told; 0 means that nothing is known of it. */
  int samples() {
    return samples;
  }

  int publishesInFlight() {
    return publishesInFlight;
  }

  int mailsInFlight() {
    return mailsInFlight;
  }

  long messagesReady() {
    return messagesReady;
  }

  private void sampleUntilStopped() {
    while (!stopped) {
      sample();
      Pause.millis(EVERY_MILLIS);
    }
  }

  private void sample() {
    try {
      messagesReady = Math.max(messagesReady, channel.messageCount(queue));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    gauges().ifPresent(this::sample);
  }

  private void sample(Gauges gauges) {
    publishesInFlight = Math.max(publishesInFlight, gauges.value("registration_publish_in_flight"));
    mailsInFlight = Math.max(mailsInFlight, gauges.value("registration_mail_in_flight"));
    samples = samples + 1;
  }

  /** Empty while the service does not answer yet. */
  private Optional<Gauges> gauges() {
    try {
      HttpResponse<String> answer = http.send(metrics, HttpResponse.BodyHandlers.ofString());
      return Optional.of(answer)
          .filter(response -> response.statusCode() == 200)
          .map(response -> new Gauges(response.body()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Fails if the sampling has failed. */
  @Override
  public void close() throws IOException {
    stopped = true;
    try (connection) {
      sampling.join();
    }
  }
}
