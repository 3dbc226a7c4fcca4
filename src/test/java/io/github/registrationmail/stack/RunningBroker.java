package io.github.registrationmail.stack;

import static org.apache.qpid.server.transport.AMQPConnection.CloseReason.MANAGEMENT;

import java.util.Optional;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.VirtualHostNode;
import org.apache.qpid.server.transport.AMQPConnection;

/** One run of Broker-J, from its launch to its shutdown. */
final class RunningBroker extends DefaultSystemLauncherListener {

  private final WorkDirectory directory = WorkDirectory.create("broker");
  private final SystemLauncher launcher = new SystemLauncher(this);
  private Optional<Broker<?>> broker = Optional.empty();
  private Optional<RuntimeException> failure = Optional.empty();

  /** Broker-J finds its plugins, and ours, through the context class loader. */
  void launch(BrokerConfiguration configuration) throws Exception {
    // our RabbitProtocol takes the place of Broker-J's own AMQP 0-9-1
    System.setProperty("qpid.plugin.disabled:protocolenginecreator.AMQP_0_9_1", "true");
    launcher.startup(configuration.attributes(directory));
    if (broker.isEmpty() || port() <= 0) {
      throw new IllegalStateException(
          "Broker-J does not listen on port " + configuration.port(), failure.orElse(null));
    }
  }

  @Override
  public void onContainerResolve(SystemConfig<?> systemConfig) {
    broker = Optional.of((Broker<?>) systemConfig.getContainer());
  }

  @Override
  public void errorOnStartup(RuntimeException e) {
    failure = Optional.of(e);
  }

  int port() {
    return broker.orElseThrow().getChildren(Port.class).iterator().next().getBoundPort();
  }

  void closeConnections() {
    VirtualHostNode<?> node =
        broker.orElseThrow().getChildren(VirtualHostNode.class).iterator().next();
    node.getVirtualHost().getConnections().stream()
        .map(connection -> (AMQPConnection<?>) connection)
        .forEach(connection -> connection.sendConnectionCloseAsync(MANAGEMENT, "closed"));
  }

  void shutdown() {
    launcher.shutdown();
    directory.delete();
  }
}
