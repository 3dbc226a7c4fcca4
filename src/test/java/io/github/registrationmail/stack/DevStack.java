package io.github.registrationmail.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The stack of dev mode, in a process of its own that ends together with the one that started it.
 */
public final class DevStack {

  private DevStack() {}

  /** Takes the ports of broker, database, mail server and mailbox page, in this order. */
  public static void main(String[] arguments) throws IOException {
    endWithParent();
    int broker = port("broker", arguments[0]);
    int database = port("database", arguments[1]);
    int smtp = port("smtp", arguments[2]);
    int page = port("mailbox", arguments[3]);
    start(new StackPorts(broker, database, smtp), page);
    System.out.printf(
        """
        Embedded stack: AMQP %d, SQL %d, SMTP %d
        Caught mails:   http://localhost:%d
        """,
        broker, database, smtp, page);
  }

  private static void start(StackPorts ports, int page) throws IOException {
    var stack = new EmbeddedStack();
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stack-close"));
    try {
      stack.start(ports);
    } catch (IllegalStateException e) {
      // threads of the broker would keep the process
      e.printStackTrace();
      System.exit(1);
    }
    new Mailbox(stack.smtp()).start(page);
  }

  private static int port(String server, String argument) {
    int port = Integer.parseInt(argument);
    try (var probe = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      return port;
    } catch (IOException e) {
      System.err.printf(
          "The embedded stack does not start: port %d is already in use, choose another with"
              + " -Dstack.%s.port=...%n",
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
