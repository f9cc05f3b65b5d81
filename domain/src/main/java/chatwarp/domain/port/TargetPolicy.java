package chatwarp.domain.port;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Which addresses a user's URL may lead to. Pure: decides on an address, looks nothing up.
 *
 * <p>An IPv6 address that carries an IPv4 one is judged by what it carries, since a gateway on the
 * way may deliver there.
 *
 * @param allowPrivate loopback, private and unique-local addresses too; link-local addresses and
 *     the others where clouds keep their metadata, multicast and unspecified ones stay refused
 */
public record TargetPolicy(boolean allowPrivate) {
  /** Prefixes after which an IPv4 address follows (RFC 4291 §2.5.5, 6052 §2.1, 2765 §2.1, 3056). */
  private static final List<byte[]> CARRIERS =
      List.of(
          prefix("000000000000000000000000"),
          prefix("00000000000000000000ffff"),
          prefix("0000000000000000ffff0000"),
          prefix("0064ff9b0000000000000000"),
          prefix("2002"));

  /** Refused in any case: local NAT64 (RFC 8215), Teredo, documentation, cloud metadata. */
  private static final List<byte[]> NEVER_6 =
      List.of(
          prefix("0064ff9b0001"),
          prefix("20010000"),
          prefix("20010db8"),
          prefix("fd000ec2"),
          prefix("fd2000ce"));

  /** Metadata services outside of link-local: Alibaba Cloud and Oracle Cloud. */
  private static final List<byte[]> NEVER_4 = List.of(prefix("646464c8"), prefix("c00000c0"));

  /** Whether a connection to this address is allowed. */
  public boolean allows(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || address.isLinkLocalAddress()) {
      return false;
    }
    return switch (address) {
      case Inet4Address v4 -> allows4(v4.getAddress());
      case Inet6Address v6 -> allows6(v6);
      default -> false;
    };
  }

  private boolean allows6(Inet6Address address) {
    byte[] bytes = address.getAddress();
    if (address.isLoopbackAddress()) {
      return allowPrivate;
    }
    for (byte[] carrier : CARRIERS) {
      if (startsWith(bytes, carrier)) {
        return allows4(Arrays.copyOfRange(bytes, carrier.length, carrier.length + 4));
      }
    }
    if (isIsatap(bytes) && !allows4(Arrays.copyOfRange(bytes, 12, 16))) {
      return false;
    }
    boolean uniqueLocal = (bytes[0] & 0xFE) == 0xFC;
    boolean local = address.isSiteLocalAddress() || uniqueLocal;
    return NEVER_6.stream().noneMatch(prefix -> startsWith(bytes, prefix))
        && (allowPrivate || !local);
  }

  /** RFC 5214 §6.1: the interface id is 0000:5efe or 0200:5efe and an IPv4 address. */
  private static boolean isIsatap(byte[] b) {
    return (b[8] & 0xFD) == 0 && b[9] == 0 && b[10] == 0x5E && b[11] == (byte) 0xFE;
  }

  private boolean allows4(byte[] b) {
    int first = b[0] & 0xFF;
    int second = b[1] & 0xFF;
    if (first == 0
        || first >= 224
        || (first == 169 && second == 254)
        || NEVER_4.stream().anyMatch(address -> startsWith(b, address))) {
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

  private static boolean startsWith(byte[] address, byte[] prefix) {
    return Arrays.equals(address, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static byte[] prefix(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
