package io.github.registrationmail.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.stream.Stream;

/**
 * The stack of dev mode, in a process of its own that ends together with the one that started it.
 * It leaves at once where there are other servers: the containers, with Docker, or those that the
 * environment names.
 */
public final class DevStack {

  private DevStack() {}

  /**
   * Takes the ports of broker, database, mail server and page, and the address of the service, in
   * this order.
   */
  public static void main(String[] arguments) throws IOException {
    endWithParent();
    if (isNotNeeded()) {
      return;
    }
    int broker = port("broker", arguments[0]);
    int database = port("database", arguments[1]);
    int smtp = port("smtp", arguments[2]);
    int page = port("page", arguments[3]);
    start(new StackPorts(broker, database, smtp), page, URI.create(arguments[4]));
    System.out.printf(
        """
        Embedded stack: AMQP %d, SQL %d, SMTP %d
        Caught mails, a test mail and faults: http://localhost:%d
        """,
        broker, database, smtp, page);
  }

  private static boolean isNotNeeded() {
    if (isNamed("RABBITMQ_HOST", "RABBITMQ_ADDRESSES") && isNamed("MYSQL_HOST")) {
      System.out.println("No embedded stack: the environment names a broker and a database");
      return true;
    }
    if (ContainerEngine.runs()) {
      System.out.println("No embedded stack: the containers of compose-devservices.yml are used");
      return true;
    }
    return false;
  }

  private static boolean isNamed(String... variables) {
    return Stream.of(variables).anyMatch(name -> System.getenv(name) != null);
  }

  private static void start(StackPorts ports, int page, URI service) throws IOException {
    var stack = new EmbeddedStack();
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stack-close"));
    try {
      stack.start(ports);
    } catch (IllegalStateException e) {
      // threads of the broker would keep the process
      e.printStackTrace();
      System.exit(1);
    }
    var faults = new Faults(stack.broker(), stack.smtp());
    new Mailbox(stack.smtp(), new Controls(faults, new TestMail(service))).start(page);
  }

  private static int port(String server, String argument) {
    int port = Integer.parseInt(argument);
    try (var probe = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      return port;
    } catch (IOException e) {
      System.err.printf(
          "The embedded stack does not start: port %d is already in use. Unless it is its own, as"
              + " after a change of the POM, choose another with -Dstack.%s.port=...%n",
          port, server);
      System.exit(1);
      throw new IllegalStateException(e);
    }
  }

  /** Also when Maven is killed and cannot tell. */
  private static void endWithParent() {
    ProcessHandle.current()
        .parent()
        .ifPresent(maven -> maven.onExit().thenRun(() -> System.exit(0)));
  }
}
