package io.github.registrationmail.template;

import io.quarkus.qute.TemplateException;
import java.util.Optional;

/** Reads from a failed rendering which value was missing. */
final class MissingValue {

  private MissingValue() {}

  static Optional<String> of(TemplateException why) {
    if (why.getArguments() == null) {
      return Optional.empty();
    }
    Object name = why.getArguments().getOrDefault("expression", why.getArguments().get("expr"));
    return Optional.ofNullable(name).map(Object::toString);
  }
}
