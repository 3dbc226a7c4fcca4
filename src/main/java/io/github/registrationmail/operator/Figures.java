package io.github.registrationmail.operator;

import java.time.Instant;
import java.util.List;

/**
 * All figures of one moment.
 *
 * @param now by the clock of MySQL
 * @param version another one after a change
 * @param hour the last minutes, oldest first
 * @param webhookTrouble why an event was not taken; empty when all is well
 */
public record Figures(
    Instant now, String version, Summary summary, List<Minute> hour, String webhookTrouble) {

  public Figures {
    hour = List.copyOf(hour);
  }

  /** What is left of them for those whom people are hidden from. */
  public Figures masked() {
    return new Figures(now, version, summary.masked(), hour, webhookTrouble);
  }
}
