package io.github.registrationmail.smtp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the server offers in its answer to EHLO (RFC 5321, 4.1.1.1); nothing after HELO. */
record Capabilities(Map<String, Set<String>> extensions) {

  static final Capabilities NONE = new Capabilities(Map.of());

  /** The first line is the server's name. */
  static Capabilities of(Reply hello) {
    Map<String, Set<String>> extensions = new HashMap<>();
    hello.lines().stream()
        .skip(1)
        .map(line -> List.of(line.toUpperCase(Locale.ROOT).split("[ =]+")))
        .filter(words -> !words.get(0).isEmpty())
        .forEach(
            words ->
                extensions
                    .computeIfAbsent(words.get(0), name -> new HashSet<>())
                    .addAll(words.subList(1, words.size())));
    return new Capabilities(extensions);
  }

  boolean startTls() {
    return extensions.containsKey("STARTTLS");
  }

  boolean pipelining() {
    return extensions.containsKey("PIPELINING");
  }

  boolean chunking() {
    return extensions.containsKey("CHUNKING");
  }

  boolean size() {
    return extensions.containsKey("SIZE");
  }

  /** The ways to sign in, some of which servers write as {@code AUTH=}. */
  Set<String> signIn() {
    return extensions.getOrDefault("AUTH", Set.of());
  }

  /** The first of these that the server knows. */
  Optional<SaslMechanism> firstOf(SaslMechanism... ours) {
    return Arrays.stream(ours)
        .filter(mechanism -> signIn().contains(mechanism.saslName()))
        .findFirst();
  }
}
