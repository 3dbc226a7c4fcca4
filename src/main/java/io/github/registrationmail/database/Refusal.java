package io.github.registrationmail.database;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Whom an error of MySQL is about, by its SQLSTATE and number: the statement with its data, or the
 * server and what it lets us do.
 */
final class Refusal {

  /** Cardinality, data, constraint: the data of this statement. */
  private static final Set<String> DATA = Set.of("21", "22", "23");

  /**
   * Errors of a statement that is wrong, although their SQLSTATE says nothing (HY000) or is that of
   * missing rights as well (42000).
   */
  private static final Set<Integer> STATEMENT =
      Set.of(1055, 1064, 1140, 1149, 1210, 1267, 1305, 1364, 1366, 3569);

  private static final Set<Integer> LOCKED = Set.of(1205, 1213, 3572);
  private static final Set<Integer> OUT_OF_TIME = Set.of(1969, 3024);
  private static final int PACKET_TOO_LARGE = 1153;

  private static final Set<Integer> SIGN_IN =
      Set.of(1045, 1129, 1130, 1251, 1698, 1820, 1862, 3118);
  private static final Set<Integer> ACCESS = Set.of(1044, 1142, 1143, 1227);
  private static final int UNKNOWN_DATABASE = 1049;
  private static final int TLS_DEMANDED = 3159;

  private Refusal() {}

  /** Whether trying again later can help: nothing is wrong with the statement. */
  static boolean isOfServer(int error, String state) {
    return !DATA.contains(state.substring(0, 2)) && !STATEMENT.contains(error);
  }

  /** Whether each row on its own may fare better: one of them is to blame, or their number. */
  static boolean isOfOneRow(int error, String state) {
    return LOCKED.contains(error)
        || error == PACKET_TOO_LARGE
        || error == 1366
        || DATA.contains(state.substring(0, 2));
  }

  /** Whether the server has ended the statement because it took too long. */
  static boolean isOutOfTime(int error) {
    return OUT_OF_TIME.contains(error);
  }

  /** What a person must do, in one sentence; empty if waiting may help. */
  static Optional<String> remedy(int error, Throwable failure, String database) {
    if (SIGN_IN.contains(error)) {
      return sentence(
          "MySQL refuses the user (%s): set MYSQL_USERNAME and MYSQL_PASSWORD to one that may sign"
              + " in from here.",
          String.valueOf(failure.getMessage()));
    }
    if (error == UNKNOWN_DATABASE) {
      return sentence(
          "MySQL has no database %s: create it, or set MYSQL_DATABASE to one that is there.",
          database);
    }
    if (ACCESS.contains(error)) {
      return sentence(
          "MySQL does not let the user do this (%s): grant it all privileges on the database %s.",
          String.valueOf(failure.getMessage()), database);
    }
    if (error == TLS_DEMANDED) {
      return Optional.of("MySQL demands TLS: set MYSQL_TLS to required, or leave it out.");
    }
    return ofTls(failure);
  }

  private static Optional<String> ofTls(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException
          || cause instanceof CertPathBuilderException
          || cause instanceof SSLPeerUnverifiedException) {
        return sentence(
            "MySQL shows a certificate that is not trusted (%s): name its CA in MYSQL_CA_FILE, or"
                + " set MYSQL_TLS to required, which checks none.",
            String.valueOf(cause.getMessage()));
      }
      if (String.valueOf(cause.getMessage()).contains("SSL Connection required")) {
        return Optional.of(
            "MySQL offers no TLS: switch it on there, or set MYSQL_TLS to preferred.");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> sentence(String format, Object... words) {
    return Optional.of(format.formatted(words));
  }
}
