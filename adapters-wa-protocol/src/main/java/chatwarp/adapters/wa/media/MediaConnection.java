package chatwarp.adapters.wa.media;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.port.SessionException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the server says that files are to be taken (06 §3).
 *
 * @param auth what an upload shows; a secret
 * @param authExpires when uploads are no longer let in with it; downloads show nothing
 * @param expires when the server wants to be asked again
 * @param hosts the first to be tried first; at least one, each once
 */
record MediaConnection(String auth, Instant authExpires, Instant expires, List<Host> hosts) {
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
    long ttl = node.requireLong("ttl");
    long authTtl = node.attrLong("auth_ttl").orElse(ttl);
    Map<String, Host> hosts = new LinkedHashMap<>();
    node.children("host").stream()
        .flatMap(MediaConnection::hosts)
        .sorted(Comparator.comparing(Host::primary).reversed())
        .forEach(host -> hosts.putIfAbsent(host.authority(), host));
    if (hosts.isEmpty()) {
      throw new SessionException.Malformed("the server names no media host");
    }
    return new MediaConnection(
        node.requireAttr("auth"),
        after(now, authTtl),
        after(now, ttl),
        List.copyOf(hosts.values()));
  }

  private static Instant after(Instant now, long seconds) {
    return now.plusSeconds(Math.clamp(seconds, 0, LONGEST.toSeconds()));
  }

  /** A host and the one to fall back on, which does the same. */
  private static Stream<Host> hosts(Node host) {
    // A host that does not say what it does, does everything.
    boolean uploads = host.children().isEmpty() || host.child("upload").isPresent();
    Host named = new Host(host.requireAttr("hostname"), !host.attrIs("type", "fallback"), uploads);
    return Stream.concat(
        Stream.of(named),
        host.attr("fallback_hostname").stream().map(other -> new Host(other, false, uploads)));
  }

  /** Whether uploads are let in at this time. */
  boolean admits(Instant now) {
    return now.isBefore(authExpires);
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
