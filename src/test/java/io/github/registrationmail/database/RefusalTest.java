package io.github.registrationmail.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom an error is about; the numbers and states are those of MySQL's and MariaDB's references. */
class RefusalTest {

  @ParameterizedTest
  @CsvSource({
    "1021,HY000", "1037,HY001", "1040,08004", "1041,HY000", "1044,42000", "1045,28000",
    "1047,08S01", "1049,42000", "1053,08S01", "1114,HY000", "1129,HY000", "1130,HY000",
    "1142,42000", "1143,42000", "1146,42S02", "1158,08S01", "1180,HY000", "1203,42000",
    "1205,HY000", "1213,40001", "1226,42000", "1290,HY000", "1317,70100", "1836,HY000",
    "1927,70100", "1969,70100", "3032,HY000", "3100,HY000", "3159,HY000", "3168,HY000",
    "4031,HY000"
  })
  void isAboutTheServer(int error, String state) {
    assertEquals(true, Refusal.isOfServer(error, state));
  }

  @ParameterizedTest
  @CsvSource({
    "1062,23000",
    "1048,23000",
    "1406,22001",
    "1264,22003",
    "1292,22007",
    "3141,22032",
    "1366,HY000",
    "1064,42000",
    "1364,HY000",
    "3569,HY000",
    "1267,HY000"
  })
  void isAboutTheStatementOrItsData(int error, String state) {
    assertEquals(false, Refusal.isOfServer(error, state));
  }

  @ParameterizedTest
  @CsvSource({"1062,23000", "1406,22001", "1205,HY000", "1213,40001", "1153,08S01", "1366,HY000"})
  void isAboutOneRowOfABatch(int error, String state) {
    assertEquals(true, Refusal.isOfOneRow(error, state));
  }

  @ParameterizedTest
  @CsvSource({"1290,HY000", "1142,42000", "3569,HY000", "1064,42000", "1114,HY000"})
  void isAboutAllRowsOfABatch(int error, String state) {
    assertEquals(false, Refusal.isOfOneRow(error, state));
  }

  @Test
  void knowsWhatOnlyAPersonCanCure() {
    assertEquals(true, remedy(1045, new Exception("denied")).contains("MYSQL_PASSWORD"));
    assertEquals(true, remedy(1049, new Exception()).startsWith("MySQL has no database shop:"));
    assertEquals(true, remedy(1044, new Exception("denied")).contains("grant"));
    assertEquals(true, remedy(3159, new Exception()).contains("MYSQL_TLS"));
    Exception certificate = new Exception(new CertificateException("unknown"));
    assertEquals(true, remedy(0, certificate).contains("MYSQL_CA_FILE"));
    Exception plain = new Exception(new Exception("SSL Connection required, but not provided"));
    assertEquals(true, remedy(0, plain).startsWith("MySQL offers no TLS:"));
    assertEquals(Optional.empty(), Refusal.remedy(1040, new Exception("busy"), "shop"));
    assertEquals(Optional.empty(), Refusal.remedy(0, new Exception("refused"), "shop"));
  }

  @ParameterizedTest
  @CsvSource({"1969, true", "3024, true", "1205, false", "1213, false"})
  void isThatItTookTooLong(int error, boolean tooLong) {
    assertEquals(tooLong, Refusal.isOutOfTime(error));
  }

  private static String remedy(int error, Exception failure) {
    return Refusal.remedy(error, failure, "shop").orElseThrow();
  }

  @Test
  void isRememberedForAMoment() {
    AtomicLong nanos = new AtomicLong(Duration.ofDays(1).toNanos());
    LastRefusal last = new LastRefusal(nanos::get);
    var full = new io.vertx.mysqlclient.MySQLException("The table is full", 1114, "HY000");
    var locked = new io.vertx.mysqlclient.MySQLException("Lock wait timeout", 1205, "HY000");
    last.note(new DatabaseUnavailable(locked));
    assertEquals(Optional.empty(), last.reason());
    last.note(new DatabaseUnavailable(full));
    assertEquals(true, last.reason().orElseThrow().contains("table is full"));
    last.clear();
    assertEquals(Optional.empty(), last.reason());
    last.note(new DatabaseUnavailable(full));
    nanos.addAndGet(Duration.ofSeconds(5).toNanos() - 1);
    assertEquals(true, last.reason().isPresent());
    nanos.incrementAndGet();
    assertEquals(Optional.empty(), last.reason());
  }

  @Test
  void theClockIsThatOfMysql() {
    DatabaseClock clock = new DatabaseClock();
    Instant twoHoursAgo = Instant.now().minus(Duration.ofHours(2));
    clock.set(twoHoursAgo, Duration.ofMillis(10));
    Duration passed = Duration.between(twoHoursAgo, clock.now());
    assertEquals(true, passed.toMillis() >= 5 && passed.toSeconds() < 5, passed.toString());
  }

  @Test
  void aStatementIsMeasuredInBytes() {
    PacketLimit limit = new PacketLimit();
    limit.set(5000);
    assertEquals(true, limit.takes("x".repeat(904)));
    assertEquals(false, limit.takes("x".repeat(905)));
    assertEquals(true, limit.takes("王".repeat(301)));
    assertEquals(false, limit.takes("王".repeat(302)));
    assertEquals(false, limit.takes("😀".repeat(227)));
  }
}
