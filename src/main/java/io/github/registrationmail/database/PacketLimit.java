package io.github.registrationmail.database;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** How large a statement MySQL takes: {@code max_allowed_packet}, as the last connection has it. */
@Singleton
final class PacketLimit {

  /** For the statement itself and its other parameters. */
  private static final int REST = 4096;

  private volatile long bytes = Long.MAX_VALUE;

  void set(long bytes) {
    this.bytes = bytes;
  }

  boolean takes(String parameter) {
    long limit = bytes - REST;
    // a character has three bytes at most; a pair that has four is two
    return parameter.length() * 3L <= limit
        || parameter.getBytes(StandardCharsets.UTF_8).length <= limit;
  }
}
