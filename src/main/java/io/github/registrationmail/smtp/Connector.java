package io.github.registrationmail.smtp;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Opens connections to the mail server, and ends what hangs on them. */
@Singleton
final class Connector {

  private static final long WATCH_MILLIS = 100;

  private final Vertx vertx;
  private final Server server;
  private final SignIn signIn;
  private final LimitConfig limits;
  private final NetClient client;
  private final Context fallback;
  private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
  private final long watch;

  Connector(Vertx vertx, Server server, SignIn signIn, LimitConfig limits) {
    this.vertx = vertx;
    this.server = server;
    this.signIn = signIn;
    this.limits = limits;
    this.client = vertx.createNetClient(server.options(limits.connect()));
    this.fallback = VertxContext.getRootContext(vertx.getOrCreateContext());
    this.watch =
        vertx.setPeriodic(WATCH_MILLIS, id -> open.forEach(one -> one.watch(System.nanoTime())));
  }

  @PreDestroy
  void stop() {
    vertx.cancelTimer(watch);
    var unused = client.close();
  }

  /** Connections that are open or being opened. */
  int open() {
    return open.size();
  }

  /** Whether one sign-in at a time is enough: a second one must not try a wrong password again. */
  boolean opensOneAtATime() {
    return signIn.isWanted();
  }

  /** A connection that is ready for mails; fails with {@link NotOpened}. */
  Uni<Session> session() {
    return connected()
        .chain(
            conversation ->
                new Opening(server, signIn, conversation)
                    .run()
                    .map(capabilities -> new Session(conversation, capabilities))
                    .onFailure()
                    .invoke(conversation::close));
  }

  /** Whether the server greets; never fails, and takes no longer than this. */
  Uni<Boolean> greets(Duration patience) {
    return connected()
        .chain(
            conversation ->
                new Opening(server, signIn, conversation)
                    .greeting()
                    .onTermination()
                    .invoke(() -> conversation.run(conversation::abandon)))
        .replaceWith(true)
        .ifNoItem()
        .after(patience)
        .recoverWithItem(false)
        .onFailure()
        .recoverWithItem(false);
  }

  private Uni<Conversation> connected() {
    return Uni.createFrom()
        .<Conversation>emitter(emitter -> eventLoop().runOnContext(ignored -> connect(emitter)))
        .onFailure(failure -> !(failure instanceof NotOpened))
        .transform(Connector::notConnected);
  }

  /**
   * Ends the emitter whatever happens, and closes a connection that is made after nobody waits for
   * it any more.
   */
  private void connect(UniEmitter<? super Conversation> emitter) {
    AtomicBoolean isTooLate = new AtomicBoolean();
    emitter.onTermination(() -> isTooLate.set(true));
    Future.succeededFuture()
        .compose(begun -> client.connect(server.port(), server.host()))
        .map(this::conversation)
        .onSuccess(
            conversation -> {
              if (isTooLate.get()) {
                conversation.close();
              } else {
                emitter.complete(conversation);
              }
            })
        .onFailure(emitter::fail);
  }

  private Conversation conversation(NetSocket socket) {
    Conversation conversation = new Conversation(socket, vertx, stage -> limit(stage).toNanos());
    open.add(conversation);
    conversation.onEnd(() -> open.remove(conversation));
    return conversation;
  }

  /** The caller's, so that a mail stays on its event loop, but without what its context carries. */
  private Context eventLoop() {
    Context current = Vertx.currentContext();
    return current != null && current.isEventLoopContext()
        ? VertxContext.getRootContext(current)
        : fallback;
  }

  private Duration limit(Stage stage) {
    return switch (stage) {
      case CONNECT, GREETING -> limits.greeting();
      case DATA -> limits.data();
      case TEXT -> limits.answer();
      case QUIT -> limits.connect();
      case HELLO, TLS, SIGN_IN, RESET, SENDER, RECIPIENT -> limits.command();
    };
  }

  private static NotOpened notConnected(Throwable failure) {
    return new NotOpened(Fault.SERVER, "not connected: " + failure.getMessage());
  }
}
