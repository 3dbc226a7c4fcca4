package io.github.registrationmail.stack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} its own stack, also in its fields of type {@link EmbeddedStack}, and
 * scales the service's times to a base of 100 ms.
 */
public final class EmbeddedStackResource implements QuarkusTestResourceLifecycleManager {

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("registration.operator.password", "operator"),
          Map.entry("registration.viewers.password", "viewer"),
          Map.entry("registration.retry.first-delay", "100ms"),
          Map.entry("registration.retry.greylist-delay", "2s"),
          Map.entry("registration.publish.deadline", "1s"),
          Map.entry("registration.sweep.every", "1s"),
          Map.entry("registration.sweep.grace", "2s"),
          Map.entry("registration.smtp.patience", "1s"),
          Map.entry("registration.smtp.limit.greeting", "4s"),
          Map.entry("registration.smtp.limit.command", "4s"),
          Map.entry("registration.smtp.limit.answer", "4s"),
          Map.entry("registration.smtp.pause.first", "100ms"),
          Map.entry("registration.smtp.pause.longest", "1s"),
          Map.entry("registration.smtp.pause.for-person", "2s"),
          Map.entry("registration.mail.lease", "6s"));

  private final EmbeddedStack stack = new EmbeddedStack();
  private Map<String, String> more = Map.of();

  /** Settings of one test. */
  @Override
  public void init(Map<String, String> arguments) {
    more = Map.copyOf(arguments);
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(stack.start(StackPorts.FREE).environment());
    settings.put("quarkus.management.port", String.valueOf(StackPorts.free()));
    settings.putAll(more);
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(stack, new TestInjector.MatchesType(EmbeddedStack.class));
  }

  @Override
  public void stop() {
    stack.close();
  }
}
