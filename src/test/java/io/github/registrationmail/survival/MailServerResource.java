package io.github.registrationmail.survival;

import io.github.registrationmail.stack.smtp.Keys;
import io.github.registrationmail.stack.smtp.MailServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} a mail server that takes personalities, also in its field of type
 * {@link MailServer}, instead of that of the embedded stack.
 *
 * <p>With the argument {@code tls} the mail server offers STARTTLS and the service insists on it;
 * other arguments are settings.
 */
public final class MailServerResource implements QuarkusTestResourceLifecycleManager {

  static final String TLS = "tls";

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          // or each look at the health is a connection
          Map.entry("registration.telemetry.every", "1h"),
          Map.entry("registration.retry.greylist-delay", "1s"),
          Map.entry("registration.smtp.patience", "500ms"),
          Map.entry("registration.smtp.pause.first", "50ms"),
          Map.entry("registration.smtp.pause.longest", "500ms"),
          Map.entry("registration.smtp.pause.for-person", "1s"),
          Map.entry("registration.smtp.idle", "2s"),
          Map.entry("registration.smtp.limit.connect", "2s"),
          Map.entry("registration.smtp.limit.data", "4s"),
          Map.entry("registration.smtp.limit.answer", "20s"));

  private final Map<String, String> settings = new HashMap<>();
  private MailServer server = MailServer.plain();

  /** After the stack. */
  @Override
  public int order() {
    return 1;
  }

  @Override
  public void init(Map<String, String> arguments) {
    settings.putAll(SETTINGS);
    arguments.forEach(
        (name, value) -> {
          if (name.equals(TLS)) {
            encrypt();
          } else {
            settings.put(name, value);
          }
        });
  }

  private void encrypt() {
    Keys keys = Keys.make(Path.of("target"));
    server = MailServer.offeringStartTls(keys);
    settings.put("SMTP_HOST", "localhost");
    settings.put("SMTP_STARTTLS", "REQUIRED");
    settings.put("quarkus.tls.trust-store.pem.certs", keys.certificate().toString());
  }

  @Override
  public Map<String, String> start() {
    settings.put("SMTP_PORT", Integer.toString(server.start().port()));
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(server, new TestInjector.MatchesType(MailServer.class));
  }

  @Override
  public void stop() {
    server.close();
  }
}
