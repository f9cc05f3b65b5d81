package chatwarp.adapters.wa.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.domain.port.SessionException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MediaConnectionTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static Node host(String name, String type, Node... able) {
    return Node.builder("host").attr("hostname", name).attr("type", type).children(able).build();
  }

  private static Node answer(Node... hosts) {
    return Node.builder("media_conn")
        .attr("auth", "secret word")
        .attr("ttl", 300)
        .children(hosts)
        .build();
  }

  private static List<String> names(List<MediaConnection.Host> hosts) {
    return hosts.stream().map(MediaConnection.Host::authority).toList();
  }

  @Test
  void triesPrimaryHostsFirstAndUploadsWhereThatIsTaken() {
    MediaConnection known =
        MediaConnection.read(
            answer(
                host("fallback", "fallback", Node.of("upload"), Node.of("download")),
                host("reading", "primary", Node.of("download")),
                host("all", "primary", Node.of("upload"))),
            NOW);
    assertEquals(List.of("reading", "all", "fallback"), names(known.hosts()));
    assertEquals(List.of("all", "fallback"), names(known.uploadHosts()));
    assertEquals(NOW.plusSeconds(300), known.expires());
  }

  @Test
  void fallsBackOnWhatAHostNamesAfterAllPrimaryHostsAndOnce() {
    Node a =
        Node.builder("host")
            .attr("hostname", "a")
            .attr("type", "primary")
            .attr("fallback_hostname", "a-fallback")
            .children(Node.of("download"))
            .build();
    Node b =
        Node.builder("host")
            .attr("hostname", "b")
            .attr("type", "primary")
            .attr("fallback_hostname", "a")
            .children(Node.of("upload"))
            .build();
    MediaConnection known = MediaConnection.read(answer(a, host("a-fallback", "fallback"), b), NOW);
    assertEquals(List.of("a", "b", "a-fallback"), names(known.hosts()));
    assertEquals(List.of("b"), names(known.uploadHosts()));
  }

  @Test
  void readsHowLongItsWordIsGood() {
    Node told =
        Node.builder("media_conn")
            .attr("auth", "word")
            .attr("ttl", 300)
            .attr("auth_ttl", 100)
            .children(host("a", "primary"))
            .build();
    assertEquals(NOW.plusSeconds(100), MediaConnection.read(told, NOW).authExpires());
    assertEquals(
        NOW.plusSeconds(300),
        MediaConnection.read(answer(host("a", "primary")), NOW).authExpires());
  }

  @Test
  void believesNoTimeThatIsNegativeOrLongerThanADay() {
    for (long ttl : new long[] {-1, Long.MAX_VALUE}) {
      Node told =
          Node.builder("media_conn")
              .attr("auth", "word")
              .attr("ttl", ttl)
              .children(host("a", "primary"))
              .build();
      assertEquals(
          ttl < 0 ? NOW : NOW.plusSeconds(86_400), MediaConnection.read(told, NOW).expires());
    }
  }

  @Test
  void takesAHostThatSaysNothingForOneThatDoesEverything() {
    MediaConnection known = MediaConnection.read(answer(host("a:8443", "primary")), NOW);
    assertEquals(List.of("a:8443"), names(known.uploadHosts()));
  }

  @Test
  void doesNotShowItsWord() {
    MediaConnection known = MediaConnection.read(answer(host("a", "primary")), NOW);
    assertFalse(known.toString().contains("secret"));
  }

  @Test
  void refusesAnAnswerWithoutHostsOrWithoutAWord() {
    assertThrows(SessionException.Malformed.class, () -> MediaConnection.read(answer(), NOW));
    assertThrows(NodeException.class, () -> MediaConnection.read(Node.of("media_conn"), NOW));
  }
}
