package io.github.registrationmail.attack;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each attack the one {@link Victim} that there is, and looks how it is afterwards. */
final class Attacked implements ParameterResolver, AfterEachCallback {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Victim.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return victim(context);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    victim(context).assertUnharmed();
  }

  /** Ended with the last test of all. */
  private static Victim victim(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(Attacked.class))
        .getOrComputeIfAbsent(Victim.class, type -> new Victim(), Victim.class);
  }
}
