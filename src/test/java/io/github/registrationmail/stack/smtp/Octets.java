package io.github.registrationmail.stack.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** What comes in on a connection, by lines or by number; a line ends with CR LF only. */
final class Octets {

  private static final int LONGEST = 64 * 1024 * 1024;

  private final InputStream in;
  private byte[] buffer = new byte[8 * 1024];
  private int start;
  private int end;

  Octets(InputStream in) {
    this.in = in;
  }

  boolean hasMore() {
    try {
      return start < end || in.available() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The next line with its end. */
  byte[] line() throws IOException {
    int scanned = start;
    while (true) {
      for (int i = Math.max(scanned, start + 1); i < end; i++) {
        if (buffer[i] == '\n' && buffer[i - 1] == '\r') {
          return take(i + 1 - start);
        }
      }
      int unread = end - start;
      fill();
      scanned = start + unread;
    }
  }

  byte[] octets(int count) throws IOException {
    while (end - start < count) {
      fill();
    }
    return take(count);
  }

  private byte[] take(int count) {
    byte[] taken = Arrays.copyOfRange(buffer, start, start + count);
    start += count;
    return taken;
  }

  private void fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int count = end < LONGEST ? in.read(buffer, end, buffer.length - end) : -1;
    if (count < 0) {
      throw new EOFException();
    }
    end += count;
  }

  /** Reads until the client closes. */
  void drain() throws IOException {
    while (in.read(buffer) >= 0) {
      // of no interest
    }
  }
}
