package io.github.registrationmail.smtp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How to sign in (RFC 4954): what is said with AUTH, and to each challenge after it. */
enum SaslMechanism {
  /** RFC 4616. */
  PLAIN("PLAIN", who -> Optional.of("\0" + who.username() + "\0" + who.secret()), List.of()),

  /** Never standardised, and everywhere. */
  LOGIN(
      "LOGIN",
      who -> Optional.empty(),
      List.of((who, challenge) -> who.username(), (who, challenge) -> who.secret())),

  /** RFC 2195: the password does not go over the wire. */
  CRAM_MD5("CRAM-MD5", who -> Optional.empty(), List.of(SaslMechanism::digest)),

  /** An OAuth 2 token instead of a password; a refusal comes as a challenge first. */
  XOAUTH2(
      "XOAUTH2",
      who -> Optional.of("user=" + who.username() + "\1auth=Bearer " + who.secret() + "\1\1"),
      List.of((who, challenge) -> ""));

  private final String saslName;
  private final Function<Credentials, Optional<String>> first;
  private final List<BiFunction<Credentials, String, String>> answers;

  SaslMechanism(
      String saslName,
      Function<Credentials, Optional<String>> first,
      List<BiFunction<Credentials, String, String>> answers) {
    this.saslName = saslName;
    this.first = first;
    this.answers = answers;
  }

  String saslName() {
    return saslName;
  }

  /** What is said with the command, before any challenge. */
  Optional<String> first(Credentials who) {
    return first.apply(who);
  }

  /**
   * What is answered to a challenge.
   *
   * @param number from 0
   * @return empty when there is nothing more to say
   */
  Optional<String> answer(Credentials who, int number, String challenge) {
    return number < answers.size()
        ? Optional.of(answers.get(number).apply(who, challenge))
        : Optional.empty();
  }

  private static String digest(Credentials who, String challenge) {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(who.secret().getBytes(StandardCharsets.UTF_8), "HmacMD5"));
      byte[] digest = mac.doFinal(challenge.getBytes(StandardCharsets.UTF_8));
      return who.username() + " " + HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-MD5 is part of every JDK", e);
    }
  }
}
