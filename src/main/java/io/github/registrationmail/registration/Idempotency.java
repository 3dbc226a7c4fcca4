package io.github.registrationmail.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.registrationmail.problem.ProblemException;
import jakarta.ws.rs.core.Response.Status;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tells a request that is repeated from another one: the header {@code Idempotency-Key} (draft
 * ietf-httpapi-idempotency-key-header) and what is asked for.
 *
 * @param fingerprint the same for the same fields, whatever their order and the blanks between them
 */
record Idempotency(String key, String fingerprint) {

  static final String HEADER = "Idempotency-Key";

  /** A string of RFC 8941, or what many clients send: the same without its quotes. */
  private static final Pattern KEY =
      Pattern.compile(
          "\"((?:[\\x20-\\x7e&&[^\"\\\\]]|\\\\[\"\\\\]){1,255})\"|([\\x21-\\x7e&&[^\",;\\\\]]{1,255})");

  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

  private static final ObjectMapper CANONICAL =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /**
   * Of a request, if it has the header.
   *
   * @param headers the values of the header
   */
  static Optional<Idempotency> of(List<String> headers, NewRegistration body) {
    if (headers.isEmpty()) {
      return Optional.empty();
    }
    Matcher key = KEY.matcher(headers.get(0).strip());
    if (headers.size() > 1 || !key.matches()) {
      throw new ProblemException(
          Status.BAD_REQUEST,
          HEADER + " must be one string of 1 to 255 ASCII characters, such as a UUID in quotes.");
    }
    String plain =
        key.group(1) == null ? key.group(2) : ESCAPE.matcher(key.group(1)).replaceAll("$1");
    return Optional.of(new Idempotency(plain, fingerprint(body)));
  }

  private static String fingerprint(NewRegistration body) {
    try {
      byte[] canonical =
          CANONICAL.writeValueAsBytes(
              Arrays.asList(
                  body.email(), body.name(), body.locale(), body.template(), body.data()));
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
