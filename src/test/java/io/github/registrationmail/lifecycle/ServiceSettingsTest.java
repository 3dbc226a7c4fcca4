package io.github.registrationmail.lifecycle;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.github.registrationmail.config.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a wrong setting, and how it is called. */
class ServiceSettingsTest {

  private static final Set<String> ANYTHING_GOES =
      Set.of(
          "registration.operator.password",
          "registration.viewers.password",
          "registration.smtp.username",
          "registration.smtp.password",
          "registration.smtp.oauth-token-file",
          "registration.smtp.tls-configuration-name");

  private static final Map<String, String> DEFAULTS = new HashMap<>();

  static {
    mappings()
        .flatMap(mapping -> Stream.of(mapping.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(WithDefault.class))
        .forEach(
            method -> DEFAULTS.put(key(method), method.getAnnotation(WithDefault.class).value()));
  }

  private static Stream<Class<?>> mappings() {
    return new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("io.github.registrationmail")
            .that(INTERFACES)
            .stream()
            .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
            .map(JavaClass::reflect);
  }

  private static String key(Method method) {
    String prefix = method.getDeclaringClass().getAnnotation(ConfigMapping.class).prefix();
    String name = method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return prefix + "." + name;
  }

  @Test
  void knowsEveryKeyThereIs() {
    Set<String> keys =
        Stream.concat(
                injectedKeys(),
                mappings()
                    .flatMap(mapping -> Stream.of(mapping.getDeclaredMethods()))
                    .map(ServiceSettingsTest::key))
            .filter(key -> !ANYTHING_GOES.contains(key))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known =
        ServiceSettings.ALL.stream()
            .flatMap(settings -> settings.each().stream())
            .map(Setting::key)
            .filter(key -> key.startsWith("registration."))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(keys, known);
  }

  /** Those that are injected one by one. */
  private static Stream<String> injectedKeys() {
    return new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("io.github.registrationmail")
            .stream()
            .map(JavaClass::reflect)
            .flatMap(type -> Stream.of(type.getDeclaredConstructors()))
            .flatMap(constructor -> Stream.of(constructor.getParameters()))
            .filter(parameter -> parameter.isAnnotationPresent(ConfigProperty.class))
            .map(parameter -> parameter.getAnnotation(ConfigProperty.class).name())
            .filter(key -> key.startsWith("registration."));
  }

  @Test
  void findsNoFaultWithTheDefaults() {
    assertEquals(Optional.empty(), fault(Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP_PORT | 0",
        "HTTP_PORT | 65535",
        "MYSQL_HOST | db.example.org",
        "MYSQL_HOST | 10.0.0.1",
        "MYSQL_HOST | [::1]",
        "MYSQL_DATABASE | registration-mail_2",
        "RABBITMQ_ADDRESSES | ''",
        "RABBITMQ_ADDRESSES | mq1",
        "RABBITMQ_ADDRESSES | mq1:5672,mq2.example.org:5671 , 10.0.0.3,[::1]:5673,[fe80::1]",
        "SMTP_STARTTLS | required",
        "MAIL_FROM | noreply@localhost",
        "MAIL_FROM | Our Shop <noreply@example.org>",
        "MAIL_FROM | <noreply@example.org>",
        "MAIL_REPLY_TO | Help <help@example.org>",
        "MAIL_REPLY_TO | ''",
        "MAIL_BOUNCE_ADDRESS | bounces@example.org",
        "MAIL_BOUNCE_ADDRESS | ''",
        "registration.retry.first-delay | 1ms",
        "registration.retry.first-delay | 3",
        "registration.retry.first-delay | PT3S",
        "registration.retry.max-delay | 24d",
        "registration.retry.max-failures | 50",
        "registration.mail.drain | 0s",
        "registration.invariants.every | 0",
        "SMTP_TLS | true",
        "SMTP_HELO_NAME | mail.example.org",
        "registration.smtp.mails-per-connection | 1",
        "registration.failures.retention | 365d",
        "registration.retention | 1d",
        "registration.retention | 3650d",
        "registration.mail.permanent | retry",
        "REGISTRATION_TOKENS | ''",
        "REGISTRATION_TOKENS | 0123456789abcdef",
        "REGISTRATION_TOKENS | 0123456789abcdef, AZaz09-._~+/0123==,",
        "registration.delay.strategy | ttl-queues"
      })
  void findsNoFaultWith(String key, String value) {
    assertEquals(Optional.empty(), fault(Map.of(key, value)));
  }

  static Stream<Arguments> wrong() {
    String time = "a time from 1 ms to 24 days such as 500ms, 3s or PT1M30S";
    String port = "a whole number from 1 to 65535";
    String nodes = "hosts with their ports, separated by commas, such as mq1:5672,mq2:5672";
    return Stream.of(
        arguments("HTTP_PORT", "x", "a whole number from 0 to 65535"),
        arguments("HTTP_PORT", "-1", "a whole number from 0 to 65535"),
        arguments("HTTP_PORT", "", "a whole number from 0 to 65535"),
        arguments("MANAGEMENT_PORT", "x", "a whole number from 0 to 65535"),
        arguments("RABBITMQ_PORT", "abc", port),
        arguments("MYSQL_PORT", "3306.0", port),
        arguments("MYSQL_PORT", "0", port),
        arguments("SMTP_PORT", "99999", port),
        arguments("SMTP_PORT", " 25", port),
        arguments("MYSQL_HOST", "a b", "a host name or an IP address"),
        arguments("RABBITMQ_HOST", "amqp://rabbit", "a host name or an IP address"),
        arguments("SMTP_HOST", "", "a host name or an IP address"),
        arguments("RABBITMQ_ADDRESSES", "amqp://mq1", nodes),
        arguments("RABBITMQ_ADDRESSES", "mq1:5672,", nodes),
        arguments("RABBITMQ_ADDRESSES", "mq1:5672;mq2:5672", nodes),
        arguments("RABBITMQ_ADDRESSES", "mq1:0", nodes),
        arguments("RABBITMQ_ADDRESSES", "mq1:65536", nodes),
        arguments("RABBITMQ_ADDRESSES", "::1", nodes),
        arguments("RABBITMQ_ADDRESSES", "mq1:amqp", nodes),
        arguments("MYSQL_DATABASE", "a?b=c", "a name of letters, digits, $, _ and -"),
        arguments(
            "MYSQL_TLS", "maybe", "disabled or preferred or required or verify-ca or verify-full"),
        arguments("MYSQL_CA_FILE", "/no/such/file", "a file that can be read"),
        arguments("registration.reveal-duplicates", "maybe", "true or false"),
        arguments("registration.batch.size", "1001", "a whole number from 1 to 1000"),
        arguments("registration.http.body-timeout", "0s", time),
        arguments(
            "registration.retention",
            "1m",
            "a time from 1 day to 36500 days such as 500ms, 3s or PT1M30S"),
        arguments("SMTP_STARTTLS", "maybe", "DISABLED or OPTIONAL or REQUIRED"),
        arguments(
            "MAIL_FROM",
            "not-an-address",
            "an address such as noreply@example.org or Us <noreply@example.org>"),
        arguments(
            "MAIL_FROM",
            "a@b\nBcc: c@d",
            "an address such as noreply@example.org or Us <noreply@example.org>"),
        arguments(
            "MAIL_FROM",
            "Us <nörep@example.org>",
            "an address such as noreply@example.org or Us <noreply@example.org>"),
        arguments(
            "MAIL_REPLY_TO",
            "help",
            "an address such as noreply@example.org or Us <noreply@example.org>"),
        arguments(
            "MAIL_BOUNCE_ADDRESS",
            "Us <bounces@example.org>",
            "an address such as bounces@example.org"),
        arguments("registration.retry.max-failures", "abc", "a whole number from 1 to 50"),
        arguments("registration.retry.max-failures", "0", "a whole number from 1 to 50"),
        arguments("registration.retry.max-failures", "51", "a whole number from 1 to 50"),
        arguments("registration.retry.first-delay", "foo", time),
        arguments("registration.retry.first-delay", "0s", time),
        arguments("registration.retry.first-delay", "", time),
        arguments("registration.publish.deadline", "-3s", time),
        arguments("registration.publish.deadline", "PT-3S", time),
        arguments("registration.sweep.every", "25d", time),
        arguments("registration.sweep.every", "9999999999999999999d", time),
        arguments("registration.sweep.every", "off", time),
        arguments("registration.delay.strategy", "foo", "delayed-exchange or ttl-queues"),
        arguments("registration.mail.permanent", "", "give-up or retry"),
        arguments("registration.page.register-form", "yes", "true or false"),
        arguments(
            "registration.events.every",
            "500ms",
            "a time from 1s to 24 days such as 500ms, 3s or PT1M30S"),
        arguments(
            "registration.webhook.url",
            "ftp://example.org/",
            "an https or http URL without user and fragment, such as https://example.org/hook"),
        arguments(
            "registration.webhook.url",
            "https://user:password@example.org/",
            "an https or http URL without user and fragment, such as https://example.org/hook"),
        arguments(
            "registration.events.source",
            "a b",
            "a URI or a part of one, such as https://example.org/sign-up"),
        arguments(
            "registration.broker.queue",
            "a b",
            "a name of 1 to 255 ASCII characters, none of them blank"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"change-me", ",", "0123456789abcdef,short", "0123456789abcde f", " "})
  void doesNotRepeatATokenThatIsWrong(String tokens) {
    assertEquals(
        Optional.of(
            "REGISTRATION_TOKENS must be tokens of 16 or more letters, digits and -._~+/=,"
                + " separated by commas."),
        fault(Map.of("REGISTRATION_TOKENS", tokens)));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void saysWhatAValueMustBe(String key, String value, String demand) {
    assertEquals(
        Optional.of("%s must be %s, not \"%s\".".formatted(key, demand, value)),
        fault(Map.of(key, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "registration.retry.max-delay | 2s | must not be shorter than registration.retry.first-delay (3s)",
        "registration.sweep.max-grace | 29s | must not be shorter than registration.sweep.grace (30s)",
        "registration.mail.lease | 1800ms | must be longer than registration.database.timeout (1800ms)",
        "registration.smtp.pause.longest | 500ms | must not be shorter than registration.smtp.pause.first (1s)",
        "registration.events.lease | 5s | must be longer than registration.publish.deadline (5s)",
        "registration.database.timeout | 1s | must be longer than registration.database.connect-timeout (1s)"
      })
  void saysWhichTimesContradict(String key, String value, String demand) {
    assertEquals(
        Optional.of("%s (%s) %s.".formatted(key, value, demand)), fault(Map.of(key, value)));
  }

  @Test
  void asksForTheSecretOfAWebhook() {
    assertEquals(
        Optional.of("WEBHOOK_URL needs WEBHOOK_SECRET, with which each event is signed."),
        fault(Map.of("registration.webhook.url", "https://example.org/")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "whsec_",
        "whsec_c2hvcnQ=",
        "whsec_%%%%",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
      })
  void saysWhatASecretMustBeAndNotWhatItIs(String secret) {
    String fault = fault(Map.of("registration.webhook.secret", secret)).orElseThrow();
    assertTrue(fault.startsWith("WEBHOOK_SECRET must be whsec_ and the Base64 of 24 to 64 bytes"));
    assertEquals(secret.equals("whsec_"), fault.contains(secret), fault);
  }

  @Test
  void takesSeveralSecrets() {
    String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    assertEquals(
        Optional.empty(), fault(Map.of("registration.webhook.secret", secret + " " + secret)));
  }

  @Test
  void asksForTwoPorts() {
    assertEquals(
        Optional.of("MANAGEMENT_PORT must not be 8080, which is HTTP_PORT."),
        fault(ports("8080", "8080", "true")));
  }

  @ParameterizedTest
  @CsvSource({"8080, 9000, true", "0, 0, true", "8080, 8080, false"})
  void acceptsPortsThatCanBothBeListenedOn(String http, String management, String enabled) {
    assertEquals(Optional.empty(), fault(ports(http, management, enabled)));
  }

  private static Map<String, String> ports(String http, String management, String enabled) {
    return Map.of(
        "quarkus.http.port", http,
        "quarkus.management.port", management,
        "quarkus.management.enabled", enabled);
  }

  @Test
  void acceptsTimesThatMeet() {
    assertEquals(Optional.empty(), fault(Map.of("registration.retry.max-delay", "3s")));
    assertEquals(Optional.empty(), fault(Map.of("registration.sweep.max-grace", "30s")));
  }

  private static Optional<String> fault(Map<String, String> set) {
    return ServiceSettings.fault(
        key -> Optional.ofNullable(set.getOrDefault(key, DEFAULTS.get(key))));
  }
}
