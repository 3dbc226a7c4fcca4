package io.github.registrationmail.events;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what is posted, as Standard Webhooks has it (v1: HMAC-SHA256). */
final class Signature {

  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  private final List<SecretKeySpec> keys;

  /**
   * @param secrets each {@code whsec_} and the key in Base64, with blanks between them
   */
  Signature(String secrets) {
    this.keys = Arrays.stream(secrets.trim().split("\\s+")).map(Signature::key).toList();
  }

  /** One for each secret, with blanks between them. */
  String of(String id, Instant time, String body) {
    byte[] signed =
        "%s.%d.%s".formatted(id, time.getEpochSecond(), body).getBytes(StandardCharsets.UTF_8);
    return keys.stream().map(key -> "v1," + sign(key, signed)).collect(Collectors.joining(" "));
  }

  private static SecretKeySpec key(String secret) {
    return new SecretKeySpec(
        Base64.getDecoder().decode(secret.substring(PREFIX.length())), ALGORITHM);
  }

  private static String sign(SecretKeySpec key, byte[] signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
