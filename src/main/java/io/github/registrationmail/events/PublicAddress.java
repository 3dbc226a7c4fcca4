package io.github.registrationmail.events;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the internet from those of the networks that this service is in: whoever names
 * a url must not have it call what only neighbours reach.
 */
final class PublicAddress {

  /** Of IPv4, by its registry of special purposes: network and bits. */
  private static final List<int[]> SPECIAL =
      List.of(
          network(0, 0, 0, 0, 8),
          network(10, 0, 0, 0, 8),
          network(100, 64, 0, 0, 10),
          network(127, 0, 0, 0, 8),
          network(169, 254, 0, 0, 16),
          network(172, 16, 0, 0, 12),
          network(192, 0, 0, 0, 24),
          network(192, 0, 2, 0, 24),
          network(192, 88, 99, 0, 24),
          network(192, 168, 0, 0, 16),
          network(198, 18, 0, 0, 15),
          network(198, 51, 100, 0, 24),
          network(203, 0, 113, 0, 24),
          network(224, 0, 0, 0, 3));

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic(number(bytes)) : isPublic(bytes);
  }

  private static boolean isPublic(int address) {
    return SPECIAL.stream().noneMatch(network -> (address & network[1]) == network[0]);
  }

  /**
   * Of IPv6 only 2000::/3, which leaves out what is local and what wraps an IPv4 address; of that
   * neither 2001::/23 (protocols, Teredo), 2001:db8::/32 (examples), 2002::/16 (wraps IPv4) nor
   * 3fff::/20 (examples).
   */
  private static boolean isPublic(byte[] address) {
    int first = number(address);
    return (first & 0xE0000000) == 0x20000000
        && (first & 0xFFFFFE00) != 0x20010000
        && first != 0x20010DB8
        && (first & 0xFFFF0000) != 0x20020000
        && (first & 0xFFFFF000) != 0x3FFF0000;
  }

  private static int number(byte[] bytes) {
    return (bytes[0] & 0xFF) << 24
        | (bytes[1] & 0xFF) << 16
        | (bytes[2] & 0xFF) << 8
        | bytes[3] & 0xFF;
  }

  private static int[] network(int a, int b, int c, int d, int bits) {
    return new int[] {a << 24 | b << 16 | c << 8 | d, -1 << (32 - bits)};
  }
}
