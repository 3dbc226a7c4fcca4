package io.github.registrationmail.lifecycle;

import static java.util.function.Predicate.not;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.registrationmail.support.ServiceProcess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * The packaged service with a wrong setting: it says so and ends, before it looks for a server. One
 * of each kind; {@link ServiceSettingsTest} has them all.
 */
class StartupCheckIT {

  private static final Map<String, String> WRONG =
      Map.of(
          "HTTP_PORT", "x",
          "MANAGEMENT_PORT", "99999",
          "MYSQL_PORT", "abc",
          "RABBITMQ_ADDRESSES", "mq1:5672;mq2:5672",
          "SMTP_STARTTLS", "maybe",
          "registration.retry.max-failures", "0",
          "registration.retry.max-delay", "1s",
          "registration.reveal-duplicates", "maybe",
          "MYSQL_PASSWORD_FILE", "/no/such/file",
          "registration.delay.strategy", "foo");

  @Test
  void saysInOneSentenceWhichSettingIsWrongAndExitsWithOne() {
    Map<String, ServiceProcess> services = new LinkedHashMap<>();
    try {
      WRONG.forEach((key, value) -> services.put(key, launch(key, value)));
      assertAll(
          services.entrySet().stream()
              .map(entry -> (Executable) () -> assertRefused(entry.getKey(), entry.getValue())));
    } finally {
      services.values().forEach(ServiceProcess::close);
    }
  }

  @Test
  void asksForTwoPorts() {
    Map<String, String> one = Map.of("HTTP_PORT", "8080", "MANAGEMENT_PORT", "8080");
    try (ServiceProcess service = ServiceProcess.launch(one)) {
      assertRefused("MANAGEMENT_PORT", service);
    }
  }

  private static ServiceProcess launch(String key, String value) {
    String variable = key.replaceAll("\\W", "_").toUpperCase(Locale.ROOT);
    return ServiceProcess.launch(Map.of(variable, value));
  }

  private static void assertRefused(String key, ServiceProcess service) {
    assertEquals(1, service.exitCode(), key);
    List<String> said =
        service.output().lines().filter(not(StartupCheckIT::isVersionOfTheValidator)).toList();
    assertEquals(1, said.size(), service.output());
    assertEquals(key, said.get(0).split(" ", 2)[0]);
  }

  /** Logged before there is a log, in two lines. */
  private static boolean isVersionOfTheValidator(String line) {
    return line.contains("org.hibernate.validator.internal.util.Version")
        || line.contains("HV000001");
  }
}
