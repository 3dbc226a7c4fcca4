package io.github.registrationmail.smtp;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Makes a new connection ready for mails: greeting, EHLO, TLS, sign-in. Fails with {@link
 * NotOpened} only.
 */
final class Opening {

  private final Server server;
  private final SignIn signIn;
  private final Conversation conversation;

  Opening(Server server, SignIn signIn, Conversation conversation) {
    this.server = server;
    this.signIn = signIn;
    this.conversation = conversation;
  }

  /** What the server offers, once we are signed in. */
  Uni<Capabilities> run() {
    return ask(Stage.GREETING)
        .chain(this::introduced)
        .chain(this::secured)
        .call(offered -> signIn.on(this, offered));
  }

  /** Only as far as the server's readiness to talk; takes no mail and no sign-in. */
  Uni<Void> greeting() {
    return ask(Stage.GREETING).replaceWithVoid();
  }

  /** EHLO, or HELO where that is not known. */
  private Uni<Capabilities> introduced() {
    return answer(Stage.HELLO, "EHLO " + server.heloName())
        .chain(
            hello ->
                hello instanceof Reply reply && reply.isPermanent()
                    ? ask(Stage.HELLO, "HELO " + server.heloName()).replaceWith(Capabilities.NONE)
                    : Uni.createFrom().item(() -> Capabilities.of(passed(Stage.HELLO, hello))));
  }

  private Uni<Capabilities> secured(Capabilities offered) {
    if (server.startTls() == SmtpConfig.StartTls.DISABLED || conversation.socket().isSsl()) {
      return Uni.createFrom().item(offered);
    }
    if (offered.startTls()) {
      return answer(Stage.TLS, "STARTTLS").chain(reply -> upgraded(reply, offered));
    }
    return unsecured(offered, "the mail server offers no STARTTLS");
  }

  /** RFC 3207, 4: what was said before TLS counts for nothing after it. */
  private Uni<Capabilities> upgraded(Answer answer, Capabilities offered) {
    if (answer instanceof Reply reply && !reply.isPositive() && reply.code() != 421) {
      return unsecured(offered, "STARTTLS: " + reply);
    }
    Reply ready = passed(Stage.TLS, answer);
    if (conversation.hasRest()) {
      throw new NotOpened(
          Fault.SERVER, "the mail server said more than %s before TLS".formatted(ready.code()));
    }
    return Uni.createFrom()
        .completionStage(
            () -> conversation.socket().upgradeToSsl(server.host()).toCompletionStage())
        .onFailure()
        .transform(failure -> new NotOpened(Fault.SERVER, "TLS: " + failure.getMessage()))
        .chain(this::introduced);
  }

  private Uni<Capabilities> unsecured(Capabilities offered, String why) {
    return server.startTls() == SmtpConfig.StartTls.REQUIRED
        ? Uni.createFrom().failure(new NotOpened(Fault.SERVER, why + ", and TLS is required"))
        : Uni.createFrom().item(offered);
  }

  /** What comes without being asked for, if it lets the dialogue go on. */
  private Uni<Reply> ask(Stage stage) {
    return answer(stage).map(answer -> passed(stage, answer));
  }

  /** What is answered, if it lets the dialogue go on. */
  Uni<Reply> ask(Stage stage, String command) {
    return answer(stage, command).map(answer -> passed(stage, answer));
  }

  /** Whatever is answered. */
  Uni<Answer> answer(Stage stage, String command) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              conversation.expect(stage, emitter::complete);
              conversation.say(Buffer.buffer(command + "\r\n"));
            });
  }

  private Uni<Answer> answer(Stage stage) {
    return Uni.createFrom().emitter(emitter -> conversation.expect(stage, emitter::complete));
  }

  private static Reply passed(Stage stage, Answer answer) {
    if (answer instanceof Reply reply && stage.isPassedBy(reply)) {
      return reply;
    }
    throw NotOpened.of(stage, answer);
  }
}
