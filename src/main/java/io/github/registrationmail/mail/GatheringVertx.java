package io.github.registrationmail.mail;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.NetSocketInternal;
import java.time.Duration;

/**
 * Vert.x for the mail client: its connections have {@link GatheredWrites} and {@link
 * ResetWhenIdle}.
 */
final class GatheringVertx extends VertxWrapper {

  GatheringVertx(VertxInternal vertx) {
    super(vertx);
  }

  @Override
  public NetClient createNetClient(NetClientOptions options) {
    return new Client(delegate.createNetClient(options));
  }

  @Override
  public NetClient createNetClient() {
    return createNetClient(new NetClientOptions());
  }

  private record Client(NetClient client) implements NetClient {

    /** A server that closes a connection says so, and the client hears it at once. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    @Override
    public Future<NetSocket> connect(SocketAddress address, String serverName) {
      return client.connect(address, serverName).map(Client::gathering);
    }

    private static NetSocket gathering(NetSocket socket) {
      ((NetSocketInternal) socket)
          .channelHandlerContext()
          .pipeline()
          .addBefore("handler", "gathered-writes", new GatheredWrites())
          .addBefore("handler", "reset-when-idle", new ResetWhenIdle(IDLE));
      return socket;
    }

    @Override
    public Future<NetSocket> connect(int port, String host) {
      return client.connect(port, host).map(Client::gathering);
    }

    @Override
    public Future<NetSocket> connect(int port, String host, String serverName) {
      return client.connect(port, host, serverName).map(Client::gathering);
    }

    @Override
    public Future<NetSocket> connect(SocketAddress address) {
      return client.connect(address).map(Client::gathering);
    }

    @Override
    public NetClient connect(int port, String host, Handler<AsyncResult<NetSocket>> handler) {
      connect(port, host).onComplete(handler);
      return this;
    }

    @Override
    public NetClient connect(
        int port, String host, String serverName, Handler<AsyncResult<NetSocket>> handler) {
      connect(port, host, serverName).onComplete(handler);
      return this;
    }

    @Override
    public NetClient connect(SocketAddress address, Handler<AsyncResult<NetSocket>> handler) {
      connect(address).onComplete(handler);
      return this;
    }

    @Override
    public NetClient connect(
        SocketAddress address, String serverName, Handler<AsyncResult<NetSocket>> handler) {
      connect(address, serverName).onComplete(handler);
      return this;
    }

    @Override
    public Future<Void> close() {
      return client.close();
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
      client.close(handler);
    }

    @Override
    public Future<Boolean> updateSSLOptions(SSLOptions options, boolean force) {
      return client.updateSSLOptions(options, force);
    }
  }
}
