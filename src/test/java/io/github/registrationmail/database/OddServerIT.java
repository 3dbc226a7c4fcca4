package io.github.registrationmail.database;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.registrationmail.stack.DatabaseOptions;
import io.github.registrationmail.stack.EmbeddedDatabase;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.StackPorts;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Jdbc;
import io.github.registrationmail.support.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged service on servers that their administrators have set in every way that could make a
 * difference: the whole flow, once through, with nothing changed and nothing cut.
 */
class OddServerIT {

  private static final int TOGETHER = 60;

  /** Nearly as long as a name may be. */
  private static final String NAME = "Zoë 王 😀 ".repeat(12).strip();

  private static final Map<String, String> SETTINGS =
      Map.of(
          "REGISTRATION_RETRY_FIRST_DELAY", "100ms",
          "REGISTRATION_SWEEP_EVERY", "1s",
          "REGISTRATION_DATABASE_CONNECT_TIMEOUT", "4s",
          "REGISTRATION_DATABASE_TIMEOUT", "5s");

  static Stream<Arguments> servers() {
    return EmbeddedDatabase.isMySql()
        ? Stream.of(everyServer(), mySqlOnly()).flatMap(servers -> servers)
        : everyServer();
  }

  private static Stream<Arguments> everyServer() {
    return Stream.of(
        server(
            "old character sets, no strict mode, a time zone in the east",
            List.of("--character-set-server=latin1", "--sql-mode=", "--default-time-zone=+12:00"),
            "SET GLOBAL init_connect = 'set names latin1';",
            "ALTER DATABASE registration_mail CHARACTER SET utf8mb3;"),
        server(
            "every mode there is, a time zone in the west, nothing committed by itself",
            List.of(
                "--sql-mode=ANSI,TRADITIONAL,NO_BACKSLASH_ESCAPES,NO_AUTO_VALUE_ON_ZERO,"
                    + "HIGH_NOT_PRECEDENCE,NO_UNSIGNED_SUBTRACTION,PAD_CHAR_TO_FULL_LENGTH",
                "--default-time-zone=-11:00",
                "--autocommit=OFF",
                "--transaction-isolation=SERIALIZABLE"),
            "ALTER DATABASE registration_mail CHARACTER SET utf16;"),
        server(
            "names in lower case, locks as of old, small packets",
            List.of(
                "--lower-case-table-names=1",
                "--innodb-autoinc-lock-mode=0",
                "--max-allowed-packet=16384",
                "--default-storage-engine=MyISAM"),
            "ALTER DATABASE registration_mail CHARACTER SET latin1;"));
  }

  private static Stream<Arguments> mySqlOnly() {
    return Stream.of(
        server("MySQL as it comes", List.of()),
        server(
            "careful",
            List.of(
                "--innodb-autoinc-lock-mode=1",
                "--sql-require-primary-key=ON",
                "--require-secure-transport=ON",
                "--explicit-defaults-for-timestamp=OFF"),
            "SET GLOBAL init_connect = 'set sql_safe_updates = 1, sql_select_limit = 1';",
            "ALTER DATABASE registration_mail CHARACTER SET gb18030;"));
  }

  private static Arguments server(String name, List<String> arguments, String... sql) {
    return arguments(name, new DatabaseOptions(arguments, List.of(sql)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void keepsEachRegistrationAsItWasGivenAndSendsItsMail(String name, DatabaseOptions options)
      throws Exception {
    try (EmbeddedStack stack = new EmbeddedStack(options).start(StackPorts.FREE);
        ServiceProcess service = ServiceProcess.startDelivering(settings(stack))) {
      List<String> addresses = new ArrayList<>();
      Stream.generate(() -> Api.address("ok")).limit(TOGETHER - 2).forEach(addresses::add);
      String busy = Api.address("busy1");
      addresses.add(busy);
      addresses.add(Api.address("busy1"));

      assertEquals(List.of(201), register(service, addresses));

      Jdbc jdbc = new Jdbc(stack.environment());
      await()
          .atMost(Duration.ofSeconds(40))
          .untilAsserted(() -> assertEquals(TOGETHER, count(jdbc, "mail_state = 'SENT'")));
      assertEquals(TOGETHER, count(jdbc, "hex(name) = '" + hex(NAME) + "'"));
      assertEquals(
          TOGETHER, count(jdbc, "abs(timestampdiff(second, registered_at, utc_timestamp())) < 60"));
      assertEquals(TOGETHER, count(jdbc, "sent_at between registered_at and utc_timestamp(3)"));
      assertEquals(2, count(jdbc, "attempt = 2"));
      assertEquals(2, number(jdbc, "select count(*) from mail_failure"));
      assertEquals(
          2,
          number(
              jdbc,
              "select count(*) from user_notify"
                  + " where abs(timestampdiff(second, updatetime, utc_timestamp())) < 60"));
      for (String address : addresses) {
        assertEquals(1, stack.smtp().received(address).size(), address);
      }
    }
  }

  private static Map<String, String> settings(EmbeddedStack stack) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(stack.environment());
    return settings;
  }

  /** All at once, so that they are inserted together; the different answers. */
  private static List<Integer> register(ServiceProcess service, List<String> addresses) {
    List<CompletableFuture<Integer>> answers =
        addresses.stream()
            .map(address -> CompletableFuture.supplyAsync(() -> register(service, address)))
            .toList();
    return answers.stream().map(CompletableFuture::join).distinct().toList();
  }

  private static int register(ServiceProcess service, String address) {
    try {
      return service.register(address, NAME);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hex(String text) {
    return java.util.HexFormat.of()
        .withUpperCase()
        .formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static int count(Jdbc jdbc, String condition) throws SQLException {
    return number(jdbc, "select count(*) from registration where " + condition);
  }

  private static int number(Jdbc jdbc, String sql) throws SQLException {
    try (Connection connection = jdbc.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
