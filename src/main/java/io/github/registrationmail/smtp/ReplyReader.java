package io.github.registrationmail.smtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes replies of what comes in, however it is split. Holds no more than a bounded number of
 * bytes, whatever the other side sends.
 */
final class ReplyReader {

  /** RFC 5321, 4.5.3.1.5 has 512; some servers say more. */
  static final int LONGEST_LINE = 4096;

  /** Between two things that we say. */
  static final int MOST_BYTES = 65_536;

  private final byte[] line = new byte[LONGEST_LINE];
  private int length;
  private int bytes;
  private int code;
  private List<String> lines = new ArrayList<>();
  private byte[] input = {};
  private int next;

  /** Takes what came in; {@link #next} gives the replies in it. */
  void feed(byte[] received) throws Nonsense {
    bytes += received.length;
    if (bytes > MOST_BYTES) {
      throw new Nonsense("more than " + MOST_BYTES + " bytes without end");
    }
    input = received;
    next = 0;
  }

  /** Something was said, so new replies may come. */
  void said() {
    bytes = 0;
  }

  /** Whether something came that is no whole reply, or was not asked for yet. */
  boolean hasRest() {
    return length > 0 || !lines.isEmpty() || next < input.length;
  }

  /** The next whole reply; empty until more comes in. */
  Optional<Reply> next() throws Nonsense {
    while (next < input.length) {
      byte octet = input[next++];
      if (octet != '\n') {
        keep(octet);
      } else if (endsReply()) {
        Reply reply = new Reply(code, lines);
        lines = new ArrayList<>();
        return Optional.of(reply);
      }
    }
    return Optional.empty();
  }

  private void keep(byte octet) throws Nonsense {
    if (length == LONGEST_LINE) {
      throw new Nonsense("a line of more than " + LONGEST_LINE + " bytes");
    }
    line[length++] = octet;
  }

  /** Takes the line; whether it was the last of its reply. */
  private boolean endsReply() throws Nonsense {
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    length = 0;
    int said = code(end);
    if (!lines.isEmpty() && said != code) {
      throw new Nonsense("a reply of two codes");
    }
    code = said;
    lines.add(end > 4 ? new String(line, 4, end - 4, StandardCharsets.UTF_8).strip() : "");
    return end == 3 || line[3] != '-';
  }

  private int code(int end) throws Nonsense {
    boolean isReply =
        end >= 3
            && line[0] >= '2'
            && line[0] <= '5'
            && isDigit(line[1])
            && isDigit(line[2])
            && (end == 3 || line[3] == ' ' || line[3] == '-');
    if (!isReply) {
      throw new Nonsense("a line that is no reply");
    }
    return (line[0] - '0') * 100 + (line[1] - '0') * 10 + line[2] - '0';
  }

  private static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }
}
