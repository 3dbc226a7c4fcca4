package io.github.registrationmail.stack;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the embedded servers' chatter out of the service's log. */
final class QuietLogs {

  // kept, because the log manager forgets the level of a logger that nobody refers to
  private static final List<Logger> LOGGERS =
      List.of(Logger.getLogger("org.apache.qpid"), Logger.getLogger("qpid.message"));

  // repeats every line of the server's own log; a start that fails throws
  private static final Logger DATABASE = Logger.getLogger("ch.vorburger");

  private QuietLogs() {}

  static void apply() {
    LOGGERS.forEach(logger -> logger.setLevel(Level.SEVERE));
    DATABASE.setLevel(Level.OFF);
  }
}
