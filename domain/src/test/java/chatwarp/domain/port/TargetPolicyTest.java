package chatwarp.domain.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetPolicyTest {
  private static final TargetPolicy STRICT = new TargetPolicy(false);
  private static final TargetPolicy PRIVATE_TOO = new TargetPolicy(true);

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "public, 93.184.215.14",
    "public just below private, 172.15.255.255",
    "public just above private, 172.32.0.1",
    "public just below shared, 100.63.255.255",
    "public just above shared, 100.128.0.1",
    "public beside 192.168, 192.167.1.1",
    "public IPv6, 2606:4700:4700::1111",
    "public in mapped IPv6, ::ffff:93.184.215.14",
    "public in NAT64, 64:ff9b::93.184.215.14",
    "public in 6to4, 2002:5db8:d70e::1",
  })
  void everybodyMayReach(String label, String address) {
    assertEquals(true, STRICT.allows(of(address)));
    assertEquals(true, PRIVATE_TOO.allows(of(address)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "loopback, 127.0.0.1",
    "loopback elsewhere, 127.255.255.254",
    "private 10, 10.0.0.1",
    "private 172.16, 172.16.0.1",
    "private 172.31, 172.31.255.255",
    "private 192.168, 192.168.1.1",
    "shared address space, 100.64.0.1",
    "benchmarking, 198.19.0.1",
    "IETF protocol assignments, 192.0.0.8",
    "IPv6 loopback, ::1",
    "unique local, fd12:3456::1",
    "unique local fc, fc00::1",
    "site local, fec0::1",
    "loopback in mapped IPv6, ::ffff:127.0.0.1",
    "private in mapped IPv6, ::ffff:10.0.0.1",
    "loopback in compatible IPv6, ::127.0.0.1",
    "loopback in translated IPv6, ::ffff:0:127.0.0.1",
    "private in NAT64, 64:ff9b::10.0.0.1",
    "loopback in NAT64, 64:ff9b::7f00:1",
    "loopback in 6to4, 2002:7f00:1::",
    "private in 6to4, 2002:c0a8:101::1",
  })
  void onlyWithPrivateTargetsMayReach(String label, String address) {
    assertEquals(false, STRICT.allows(of(address)));
    assertEquals(true, PRIVATE_TOO.allows(of(address)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "cloud metadata, 169.254.169.254",
    "link-local, 169.254.0.1",
    "IPv6 link-local, fe80::1",
    "metadata in mapped IPv6, ::ffff:169.254.169.254",
    "metadata in compatible IPv6, ::169.254.169.254",
    "metadata in translated IPv6, ::ffff:0:169.254.169.254",
    "metadata in NAT64, 64:ff9b::169.254.169.254",
    "metadata in local NAT64, 64:ff9b:1::169.254.169.254",
    "metadata in 6to4, 2002:a9fe:a9fe::1",
    "metadata in ISATAP, fd12:3456::5efe:169.254.169.254",
    "metadata in global ISATAP, 2606:4700::200:5efe:169.254.169.254",
    "AWS metadata over IPv6, fd00:ec2::254",
    "Google metadata over IPv6, fd20:ce::254",
    "Alibaba metadata, 100.100.100.200",
    "Oracle metadata, 192.0.0.192",
    "unspecified, 0.0.0.0",
    "this network, 0.1.2.3",
    "IPv6 unspecified, ::",
    "multicast, 224.0.0.1",
    "reserved, 240.0.0.1",
    "broadcast, 255.255.255.255",
    "IPv6 multicast, ff02::1",
    "IPv6 documentation, 2001:db8::1",
    "Teredo, 2001:0:4136:e378:8000:63bf:3fff:fdd2",
  })
  void nobodyMayReach(String label, String address) {
    assertEquals(false, STRICT.allows(of(address)));
    assertEquals(false, PRIVATE_TOO.allows(of(address)));
  }

  /** Literals only, so nothing is looked up; a mapped address is kept as IPv6. */
  private static InetAddress of(String text) {
    try {
      InetAddress parsed = InetAddress.getByName(text);
      boolean mapped = text.startsWith("::ffff:") && !text.startsWith("::ffff:0:");
      return mapped ? mapped(parsed.getAddress()) : parsed;
    } catch (UnknownHostException e) {
      throw new AssertionError(text + " is no literal", e);
    }
  }

  private static InetAddress mapped(byte[] v4) throws UnknownHostException {
    byte[] bytes = new byte[16];
    bytes[10] = (byte) 0xFF;
    bytes[11] = (byte) 0xFF;
    System.arraycopy(v4, 0, bytes, 12, 4);
    return Inet6Address.getByAddress(null, bytes, -1);
  }
}
