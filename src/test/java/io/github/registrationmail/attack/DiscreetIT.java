package io.github.registrationmail.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.support.Api;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody who measures how long an answer takes, to learn who is registered. */
@ExtendWith(Attacked.class)
class DiscreetIT {

  private static final int PAIRS = 80;

  /** Milliseconds; every answer takes as long, or a multiple. */
  private static final int STEP = 100;

  /**
   * Of the looks; 0.5 is a coin, and chance alone reaches 0.6 with so few, on a busy machine a
   * little more.
   */
  private static final double TOLD_APART = 0.7;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void takesAsLongForWhoIsNewAsForWhoIsKnown(Victim victim) {
    String known = Api.address("ok");
    millis(victim, known).join();
    List<Double> newOnes = new ArrayList<>();
    List<Double> knownOnes = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      var newOne = millis(victim, Api.address("ok"));
      var knownOne = millis(victim, known);
      newOnes.add(newOne.join());
      knownOnes.add(knownOne.join());
    }
    Stream.of(newOnes, knownOnes)
        .flatMap(List::stream)
        .forEach(time -> assertTrue(time >= STEP, () -> "answered after " + time + " ms"));
    double right = bestGuess(newOnes, knownOnes);
    assertTrue(right < TOLD_APART, "told apart by one look: " + right);
  }

  private CompletableFuture<Double> millis(Victim victim, String email) {
    HttpRequest request =
        HttpRequest.newBuilder(victim.uri("/registrations"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"email\":\"%s\",\"name\":\"Ada\"}".formatted(email)))
            .build();
    long begun = System.nanoTime();
    return http.sendAsync(request, BodyHandlers.ofString())
        .thenApply(
            answer -> {
              assertEquals(202, answer.statusCode());
              return (System.nanoTime() - begun) / 1e6;
            });
  }

  /** How much of both the best limit between them puts on the right side. */
  private static double bestGuess(List<Double> slower, List<Double> faster) {
    return DoubleStream.concat(
            slower.stream().mapToDouble(Double::doubleValue),
            faster.stream().mapToDouble(Double::doubleValue))
        .map(limit -> right(slower, faster, limit))
        .map(right -> Math.max(right, 1 - right))
        .max()
        .orElseThrow();
  }

  private static double right(List<Double> slower, List<Double> faster, double limit) {
    long right =
        slower.stream().filter(time -> time >= limit).count()
            + faster.stream().filter(time -> time < limit).count();
    return (double) right / (slower.size() + faster.size());
  }
}
