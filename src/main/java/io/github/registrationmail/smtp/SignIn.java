package io.github.registrationmail.smtp;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** Signs in by the first way that both sides know, with one try. */
@Singleton
final class SignIn {

  private final SmtpConfig config;
  private final Vertx vertx;

  SignIn(SmtpConfig config, Vertx vertx) {
    this.config = config;
    this.vertx = vertx;
  }

  boolean isWanted() {
    return config.username().isPresent();
  }

  Uni<Void> on(Opening opening, Capabilities offered) {
    return isWanted() ? signedIn(opening, offered) : Uni.createFrom().voidItem();
  }

  private Uni<Void> signedIn(Opening opening, Capabilities offered) {
    SaslMechanism mechanism = offered.firstOf(ours()).orElseThrow(() -> noWay(offered));
    return credentials()
        .chain(
            who ->
                begin(opening, mechanism, who).chain(said -> go(opening, mechanism, who, 0, said)));
  }

  private SaslMechanism[] ours() {
    return config.oauthTokenFile().isPresent()
        ? new SaslMechanism[] {SaslMechanism.XOAUTH2}
        : new SaslMechanism[] {SaslMechanism.PLAIN, SaslMechanism.LOGIN, SaslMechanism.CRAM_MD5};
  }

  private static NotOpened noWay(Capabilities offered) {
    return new NotOpened(
        Fault.OURS, "the mail server offers no way to sign in that we know: " + offered.signIn());
  }

  private Uni<Credentials> credentials() {
    String username = config.username().orElseThrow();
    return config
        .oauthTokenFile()
        .map(this::token)
        .orElseGet(() -> Uni.createFrom().item(config.password().orElse("")))
        .map(secret -> new Credentials(username, secret));
  }

  private Uni<String> token(Path file) {
    return Uni.createFrom()
        .completionStage(() -> vertx.fileSystem().readFile(file.toString()).toCompletionStage())
        .map(bytes -> bytes.toString(StandardCharsets.UTF_8).strip())
        .onFailure()
        .transform(
            unreadable -> new NotOpened(Fault.OURS, "the token cannot be read from " + file));
  }

  private static Uni<Answer> begin(Opening opening, SaslMechanism mechanism, Credentials who) {
    String first = mechanism.first(who).map(said -> " " + encoded(said)).orElse("");
    return opening.answer(Stage.SIGN_IN, "AUTH " + mechanism.saslName() + first);
  }

  private static Uni<Void> go(
      Opening opening, SaslMechanism mechanism, Credentials who, int number, Answer answer) {
    if (answer instanceof Reply reply && reply.isPositive()) {
      return Uni.createFrom().voidItem();
    }
    Optional<String> next =
        answer instanceof Reply reply && reply.code() == 334
            ? mechanism.answer(who, number, decoded(reply))
            : Optional.empty();
    return next.map(said -> opening.answer(Stage.SIGN_IN, encoded(said)))
        .orElseThrow(() -> NotOpened.of(Stage.SIGN_IN, answer))
        .chain(said -> go(opening, mechanism, who, number + 1, said));
  }

  private static String encoded(String said) {
    return Base64.getEncoder().encodeToString(said.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(Reply challenge) {
    try {
      return new String(Base64.getDecoder().decode(challenge.text()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }
}
