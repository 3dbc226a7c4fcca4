package io.github.registrationmail.stack.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who a client says that it is.
 *
 * @param secret the password, the token, or with CRAM-MD5 the digest of the challenge
 */
public record Credentials(String mechanism, String user, String secret, String challenge) {

  /** Whether it knows this password or token. */
  public boolean match(String expectedUser, String expectedSecret) {
    String expected = mechanism.equals("CRAM-MD5") ? digest(expectedSecret) : expectedSecret;
    return user.equals(expectedUser) && secret.equals(expected);
  }

  private String digest(String key) {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacMD5"));
      return HexFormat.of().formatHex(mac.doFinal(challenge.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
