package io.github.registrationmail.stack.smtp;

import java.util.HashMap;
import java.util.Map;

/** Counts what clients did. */
final class Tally {

  private final Map<String, Integer> commands = new HashMap<>();
  private int connections;
  private int open;
  private int mostOpen;
  private int signIns;

  /** Counts one more and tells how many are open now. */
  synchronized int connected() {
    connections++;
    open++;
    mostOpen = Math.max(mostOpen, open);
    return open;
  }

  synchronized void disconnected() {
    open--;
  }

  synchronized void command(String verb) {
    commands.merge(verb, 1, Integer::sum);
  }

  synchronized void signIn() {
    signIns++;
  }

  synchronized int connections() {
    return connections;
  }

  synchronized int open() {
    return open;
  }

  synchronized int mostOpen() {
    return mostOpen;
  }

  synchronized int signIns() {
    return signIns;
  }

  synchronized int commands(String verb) {
    return commands.getOrDefault(verb, 0);
  }

  /** Those that are open stay counted as open. */
  synchronized void reset() {
    commands.clear();
    connections = 0;
    mostOpen = open;
    signIns = 0;
  }
}
