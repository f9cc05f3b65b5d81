package chatwarp.domain.port;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Which addresses a user's URL may lead to. Pure: decides on an address, looks nothing up.
 *
 * @param allowPrivate loopback, private and unique-local addresses too; link-local addresses, where
 *     clouds keep their metadata, multicast and unspecified ones stay refused
 */
public record TargetPolicy(boolean allowPrivate) {

  /** Whether a connection to this address is allowed. */
  public boolean allows(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || address.isLinkLocalAddress()) {
      return false;
    }
    return switch (address) {
      case Inet4Address v4 -> allowsBytes(v4.getAddress());
      case Inet6Address v6 -> allows6(v6);
      default -> false;
    };
  }

  private boolean allows6(Inet6Address address) {
    byte[] b = address.getAddress();
    byte[] embedded = embedded4(b);
    if (embedded.length == 4) {
      return allowsBytes(embedded);
    }
    boolean uniqueLocal = (b[0] & 0xFE) == 0xFC;
    boolean documentation = b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0D && b[3] == (byte) 0xB8;
    boolean local = address.isLoopbackAddress() || address.isSiteLocalAddress() || uniqueLocal;
    return !documentation && (allowPrivate || !local);
  }

  /** The IPv4 address inside an IPv4-mapped, -compatible, NAT64 or 6to4 one; else empty. */
  private static byte[] embedded4(byte[] b) {
    if (b[0] == 0x20 && b[1] == 0x02) {
      return new byte[] {b[2], b[3], b[4], b[5]};
    }
    boolean nat64 = b[0] == 0 && b[1] == 0x64 && (b[2] & 0xFF) == 0xFF && (b[3] & 0xFF) == 0x9B;
    boolean zeros = true;
    for (int i = nat64 ? 4 : 0; i < 10; i++) {
      zeros &= b[i] == 0;
    }
    boolean mapped = b[10] == (byte) 0xFF && b[11] == (byte) 0xFF;
    boolean tailZero = b[10] == 0 && b[11] == 0;
    boolean loopback = tailZero && b[12] == 0 && b[13] == 0 && b[14] == 0 && b[15] == 1;
    if (zeros && (mapped || tailZero) && !loopback) {
      return new byte[] {b[12], b[13], b[14], b[15]};
    }
    return new byte[0];
  }

  private boolean allowsBytes(byte[] b) {
    int first = b[0] & 0xFF;
    int second = b[1] & 0xFF;
    if (first == 0 || first >= 224 || (first == 169 && second == 254)) {
      return false;
    }
    boolean local =
        first == 127
            || first == 10
            || (first == 172 && second >= 16 && second < 32)
            || (first == 192 && second == 168)
            || (first == 100 && second >= 64 && second < 128)
            || (first == 198 && (second == 18 || second == 19))
            || (first == 192 && second == 0 && b[2] == 0);
    return allowPrivate || !local;
  }
}
