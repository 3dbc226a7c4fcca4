package io.github.registrationmail.smtp;

import org.jboss.logging.Logger;

/**
 * Does what follows from a change without passing its failure on: who comes after it in the same
 * line has its place already.
 */
final class Guarded {

  private static final Logger LOG = Logger.getLogger(Guarded.class);

  private Guarded() {}

  static void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error failure) {
      LOG.error("sending goes on after an error of our own", failure);
    }
  }
}
