package io.github.registrationmail.support;

import java.util.Map;
import java.util.stream.Collectors;

/** What the environment says of the servers and of the service. */
public final class Environment {

  private Environment() {}

  public static String get(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }

  /** All variables with this prefix. */
  static Map<String, String> startingWith(String prefix) {
    return System.getenv().entrySet().stream()
        .filter(variable -> variable.getKey().startsWith(prefix))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
