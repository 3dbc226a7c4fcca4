package io.github.registrationmail.lifecycle;

import io.github.registrationmail.config.Values;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** What a webhook's secret must be, as Standard Webhooks has it; its value is never repeated. */
final class WebhookSecret {

  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;

  private WebhookSecret() {}

  /** The sentence about one that is wrong, or missing. */
  static Optional<String> fault(Values values) {
    Optional<String> url = values.of("registration.webhook.url").filter(any -> !any.isEmpty());
    Optional<String> secret =
        values.of("registration.webhook.secret").filter(any -> !any.isBlank());
    if (secret.isEmpty()) {
      return url.map(any -> "WEBHOOK_URL needs WEBHOOK_SECRET, with which each event is signed.");
    }
    return secret
        .filter(any -> !Stream.of(any.trim().split("\\s+")).allMatch(WebhookSecret::isOne))
        .map(
            any ->
                "WEBHOOK_SECRET must be whsec_ and the Base64 of %d to %d bytes, or several of these with blanks between them."
                    .formatted(SHORTEST, LONGEST));
  }

  private static boolean isOne(String secret) {
    try {
      int bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length())).length;
      return secret.startsWith(PREFIX) && bytes >= SHORTEST && bytes <= LONGEST;
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return false;
    }
  }
}
