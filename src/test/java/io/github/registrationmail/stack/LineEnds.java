package io.github.registrationmail.stack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A connection whose bare line feeds are noticed: strict mail servers refuse a mail with one, as
 * SMTP (RFC 5321, 2.3.8) knows no end of a line but CR LF.
 */
final class LineEnds extends Socket {

  private final Socket socket;
  private final InputStream input;
  private volatile boolean isBroken;

  LineEnds(Socket socket) throws IOException {
    this.socket = socket;
    this.input = new Watched(socket.getInputStream());
  }

  /** Whether one has come since this was asked last. */
  boolean wereBroken() {
    boolean broken = isBroken;
    isBroken = false;
    return broken;
  }

  @Override
  public InputStream getInputStream() {
    return input;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return socket.getOutputStream();
  }

  @Override
  public InetAddress getInetAddress() {
    return socket.getInetAddress();
  }

  @Override
  public boolean isClosed() {
    return socket.isClosed();
  }

  @Override
  public synchronized void close() throws IOException {
    socket.close();
  }

  /** Read in blocks only, by a reader with a buffer. */
  private final class Watched extends FilterInputStream {

    private int before;

    Watched(InputStream input) {
      super(input);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      for (int i = offset; i < offset + count; i++) {
        isBroken |= bytes[i] == '\n' && before != '\r';
        before = bytes[i];
      }
      return count;
    }
  }
}
