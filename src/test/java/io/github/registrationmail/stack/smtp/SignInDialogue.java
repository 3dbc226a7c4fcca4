package io.github.registrationmail.stack.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The challenges of AUTH and the client's answers to them. */
final class SignInDialogue {

  static final List<String> MECHANISMS = List.of("PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2");
  private static final String CHALLENGE = "<1896.697170952@mail.test>";

  private final Wire wire;

  SignInDialogue(Wire wire) {
    this.wire = wire;
  }

  /** The credentials, or none when they make no sense or the client gives up. */
  Optional<Credentials> ask(String line) throws IOException {
    String[] words = line.split(" ", 3);
    String mechanism = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "";
    Optional<String> first = words.length > 2 ? Optional.of(words[2]) : Optional.empty();
    try {
      return switch (mechanism) {
        case "PLAIN" -> plain(first.isPresent() ? decode(first.get()) : challenge(""));
        case "LOGIN" -> login(first.isPresent() ? decode(first.get()) : challenge("Username:"));
        case "CRAM-MD5" -> cramMd5(challenge(CHALLENGE));
        case "XOAUTH2" -> xoauth2(first.isPresent() ? decode(first.get()) : challenge(""));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Credentials> plain(String response) {
    String[] parts = response.split("\0", -1);
    return parts.length == 3 ? credentials("PLAIN", parts[1], parts[2]) : Optional.empty();
  }

  private Optional<Credentials> login(String user) throws IOException {
    return credentials("LOGIN", user, challenge("Password:"));
  }

  private static Optional<Credentials> cramMd5(String response) {
    int space = response.lastIndexOf(' ');
    return space < 0
        ? Optional.empty()
        : credentials("CRAM-MD5", response.substring(0, space), response.substring(space + 1));
  }

  private static Optional<Credentials> xoauth2(String response) {
    String[] parts = response.split("\u0001", -1);
    boolean wellFormed =
        parts.length == 4 && parts[0].startsWith("user=") && parts[1].startsWith("auth=Bearer ");
    return wellFormed
        ? credentials("XOAUTH2", parts[0].substring(5), parts[1].substring(12))
        : Optional.empty();
  }

  private static Optional<Credentials> credentials(String mechanism, String user, String secret) {
    return Optional.of(new Credentials(mechanism, user, secret, CHALLENGE));
  }

  /** As large providers refuse a token: the reason is a challenge, and the client says nothing. */
  void explainRefusedToken() throws IOException {
    var unused = challenge("{\"status\":\"401\",\"schemes\":\"bearer\"}");
  }

  private String challenge(String words) throws IOException {
    wire.say("334 " + Base64.getEncoder().encodeToString(words.getBytes(UTF_8)));
    return decode(wire.line());
  }

  /** Fails for a client that gives up with an asterisk, which is no Base64. */
  private static String decode(String base64) {
    return base64.equals("=") ? "" : new String(Base64.getDecoder().decode(base64), UTF_8);
  }
}
