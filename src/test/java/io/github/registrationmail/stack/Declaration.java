package io.github.registrationmail.stack;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.qpid.server.model.ConfiguredObject;

/**
 * What a client declared a queue or exchange with, kept on it so that a different declaration of
 * the same name can be refused.
 */
record Declaration(Map<String, String> arguments) {

  static final String ATTRIBUTE = "stack.declaration";

  static Declaration of(Map<String, Object> table) {
    var arguments = new TreeMap<String, String>();
    table.forEach((name, value) -> arguments.put(name, String.valueOf(value)));
    return new Declaration(arguments);
  }

  static Optional<Declaration> declaredOn(ConfiguredObject<?> object) {
    return Optional.ofNullable((String) object.getAttribute(ATTRIBUTE)).map(Declaration::parse);
  }

  private static Declaration parse(String attribute) {
    return new Declaration(
        attribute
            .lines()
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
  }

  Declaration with(String name, Object value) {
    var more = new TreeMap<>(arguments);
    more.put(name, String.valueOf(value));
    return new Declaration(more);
  }

  Map<String, Object> asAttribute() {
    return Map.of(
        ATTRIBUTE,
        arguments.entrySet().stream()
            .map(argument -> argument.getKey() + "=" + argument.getValue())
            .collect(Collectors.joining("\n")));
  }

  /** The first argument in which this declaration differs from that one, in RabbitMQ's words. */
  Optional<String> difference(Declaration current) {
    var names = new TreeSet<>(arguments.keySet());
    names.addAll(current.arguments.keySet());
    return names.stream()
        .filter(name -> !value(name).equals(current.value(name)))
        .map(name -> "'%s'".formatted(name))
        .findFirst();
  }

  private String value(String name) {
    return arguments.getOrDefault(name, "none");
  }
}
