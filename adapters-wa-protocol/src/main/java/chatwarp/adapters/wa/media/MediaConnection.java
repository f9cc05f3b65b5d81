package chatwarp.adapters.wa.media;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.port.SessionException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Where the server says that files are to be taken (06 §3).
 *
 * @param auth what an upload shows; a secret
 * @param expires when the server wants to be asked again
 * @param hosts the first to be tried first; at least one
 */
record MediaConnection(String auth, Instant expires, List<Host> hosts) {
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * One host.
   *
   * @param authority a name, perhaps with a port
   */
  record Host(String authority, boolean primary, boolean uploads) {}

  /**
   * Asks the server; blocks.
   *
   * @throws SessionException.Malformed when the answer names no host
   */
  static MediaConnection ask(Connection connection, Instant now) {
    Node answer = connection.request(Connection.iq("set", "w:m").children(Node.of("media_conn")));
    return read(answer.requireChild("media_conn"), now);
  }

  static MediaConnection read(Node node, Instant now) {
    Duration ttl = Duration.ofSeconds(Math.max(0, node.requireLong("ttl")));
    List<Host> hosts =
        node.children("host").stream()
            .map(MediaConnection::host)
            .sorted(Comparator.comparing(Host::primary).reversed())
            .toList();
    if (hosts.isEmpty()) {
      throw new SessionException.Malformed("the server names no media host");
    }
    return new MediaConnection(
        node.requireAttr("auth"), now.plus(ttl.compareTo(LONGEST) > 0 ? LONGEST : ttl), hosts);
  }

  private static Host host(Node host) {
    // A host that does not say what it does, does everything.
    boolean uploads = host.children().isEmpty() || host.child("upload").isPresent();
    return new Host(host.requireAttr("hostname"), !host.attrIs("type", "fallback"), uploads);
  }

  List<Host> uploadHosts() {
    List<Host> able = hosts.stream().filter(Host::uploads).toList();
    return able.isEmpty() ? hosts : able;
  }

  @Override
  public String toString() {
    return "MediaConnection[" + hosts.size() + " hosts]";
  }
}
