package io.github.registrationmail.attack;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** HTTP/2 without TLS, frame by frame, by a client that keeps to no rule. */
final class Http2 implements AutoCloseable {

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  private static final int MAX_CONCURRENT_STREAMS = 3;

  private final URI service;
  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  /** A frame as it came. */
  record Frame(int type, int flags, int stream, byte[] payload) {

    /** The limit that a SETTINGS frame announces, or -1. */
    long maxConcurrentStreams() {
      ByteBuffer settings = ByteBuffer.wrap(payload);
      while (settings.remaining() >= 6) {
        int name = settings.getShort();
        int value = settings.getInt();
        if (name == MAX_CONCURRENT_STREAMS) {
          return Integer.toUnsignedLong(value);
        }
      }
      return -1;
    }

    /** The status of a HEADERS frame, when it stands in it as plain digits. */
    boolean hasStatus(int status) {
      return new String(payload, StandardCharsets.ISO_8859_1).contains(Integer.toString(status));
    }
  }

  Http2(URI service) throws IOException {
    this.service = service;
    this.socket = Http1.connect(service);
    this.in = new DataInputStream(socket.getInputStream());
    this.out = new DataOutputStream(socket.getOutputStream());
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    send(SETTINGS, 0, 0, new byte[0]);
  }

  /** Opens a stream with a request whose body is still to come. */
  void post(int stream, String path) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    header(block, ":method", "POST");
    header(block, ":scheme", "http");
    header(block, ":path", path);
    header(block, ":authority", service.getAuthority());
    header(block, "content-type", "application/json");
    send(HEADERS, END_HEADERS, stream, block.toByteArray());
  }

  /** HPACK, literal and never indexed. */
  private static void header(ByteArrayOutputStream block, String name, String value) {
    block.write(0x10);
    string(block, name);
    string(block, value);
  }

  private static void string(ByteArrayOutputStream block, String text) {
    block.write(text.length());
    block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  void send(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream).put(payload);
    out.write(frame.array());
  }

  /**
   * The next one.
   *
   * @throws IOException if there is none
   */
  Frame read() throws IOException {
    int lengthAndType = in.readInt();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    byte[] payload = new byte[lengthAndType >>> 8];
    in.readFully(payload);
    return new Frame(lengthAndType & 0xff, flags, stream, payload);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
