package io.github.registrationmail.security;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Who counts as one client: an IPv4 address, or the 64 bits of IPv6 that a site is given. */
final class ClientAddress {

  private static final int SITE_BYTES = 8;

  private ClientAddress() {}

  static String of(SocketAddress remote) {
    String address = remote.hostAddress() == null ? remote.host() : remote.hostAddress();
    return address == null ? "unknown" : of(address);
  }

  static String of(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      // a name is never looked up, none has a colon
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(SITE_BYTES, bytes.length)));
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
