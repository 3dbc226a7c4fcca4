package io.github.registrationmail.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that open the door to callers, of which each is compared with each in constant time. A
 * proxied bean: filters exist before configuration.
 */
@ApplicationScoped
class Tokens {

  private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");
  private static final String BEARER = "Bearer ";

  private final List<byte[]> tokens;

  Tokens(TokensConfig config) {
    this.tokens =
        config.tokens().stream()
            .flatMap(SEPARATOR::splitAsStream)
            .map(String::strip)
            .filter(token -> !token.isEmpty())
            .map(Tokens::bytes)
            .toList();
  }

  /** Whether there is any: without, the door is open to anybody. */
  boolean areSet() {
    return !tokens.isEmpty();
  }

  /**
   * Whether this value of the header {@code Authorization} is one of them.
   *
   * @param authorization null if there is no such header
   */
  boolean isOne(@Nullable String authorization) {
    return given(authorization).map(Tokens::bytes).filter(this::isAny).isPresent();
  }

  private static Optional<String> given(@Nullable String authorization) {
    return Stream.ofNullable(authorization)
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> header.substring(BEARER.length()).strip())
        .findFirst();
  }

  /** All are compared, whichever it is. */
  private boolean isAny(byte[] given) {
    boolean found = false;
    for (byte[] token : tokens) {
      found |= MessageDigest.isEqual(given, token);
    }
    return found;
  }

  private static byte[] bytes(String token) {
    return token.getBytes(StandardCharsets.UTF_8);
  }
}
