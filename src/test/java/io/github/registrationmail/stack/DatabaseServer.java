package io.github.registrationmail.stack;

import java.io.IOException;

/** A database server that can be stopped and started again with its data. */
interface DatabaseServer {

  void start() throws IOException;

  void stop() throws IOException;

  /** Ends it for good, whatever becomes of its data. */
  void kill() throws IOException;

  int port();
}
