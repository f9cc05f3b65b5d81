package chatwarp.adapters.wa.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up the addresses of a host. Comes from outside, so that tests can refuse the world. */
@FunctionalInterface
public interface HostResolver {
  /** The addresses to try, in order; may block. */
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** The operating system's. */
  static HostResolver system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }

  /** Refuses every address that is not loopback; names are looked up. */
  static HostResolver loopbackOnly() {
    return host -> {
      List<InetAddress> addresses = system().resolve(host);
      if (!addresses.stream().allMatch(InetAddress::isLoopbackAddress)) {
        throw new UnknownHostException(host + " is not a loopback address");
      }
      return addresses;
    };
  }
}
