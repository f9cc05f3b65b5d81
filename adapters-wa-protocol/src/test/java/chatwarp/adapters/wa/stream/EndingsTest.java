package chatwarp.adapters.wa.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.DisconnectReason;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of 03 §5.4, row by row. */
class EndingsTest {
  @ParameterizedTest(name = "failure {0} means {1}")
  @CsvSource({
    "400, REFUSED",
    "401, LOGGED_OUT",
    "402, TEMPORARILY_BANNED",
    "403, ACCOUNT_LOCKED",
    "405, CLIENT_TOO_OLD",
    "406, BANNED",
    "409, USER_AGENT_REFUSED",
    "413, REFUSED",
    "414, REFUSED",
    "415, REFUSED",
    "418, REFUSED",
    "429, RATE_LIMITED",
    "500, SERVER_ERROR",
    "501, REFUSED",
    "503, SERVICE_UNAVAILABLE",
    "799, REFUSED"
  })
  void readsAFailure(int code, DisconnectReason reason) {
    Node failure = Node.builder("failure").attr("reason", code).build();
    assertEquals(reason, Endings.ofFailure(failure).reason());
  }

  static Stream<Arguments> streamErrors() {
    return Stream.of(
        Arguments.of("401", error(401), DisconnectReason.LOGGED_OUT),
        Arguments.of("409", error(409), DisconnectReason.REPLACED),
        Arguments.of("413", error(413), DisconnectReason.SERVER_ERROR),
        Arguments.of("429", error(429), DisconnectReason.RATE_LIMITED),
        Arguments.of("500", error(500), DisconnectReason.SERVER_ERROR),
        Arguments.of("503", error(503), DisconnectReason.SERVICE_UNAVAILABLE),
        Arguments.of("515", error(515), DisconnectReason.RESTART_REQUIRED),
        Arguments.of("516", error(516), DisconnectReason.LOGGED_OUT),
        Arguments.of("unknown code", error(599), DisconnectReason.SERVER_ERROR),
        Arguments.of("no code", Node.of("stream:error"), DisconnectReason.SERVER_ERROR),
        Arguments.of(
            "xml-not-well-formed",
            Node.of("stream:error", Node.of("xml-not-well-formed")),
            DisconnectReason.SERVER_ERROR),
        Arguments.of("replaced", conflict("replaced"), DisconnectReason.REPLACED),
        Arguments.of(
            "replaced with a code",
            conflict("replaced").toBuilder().attr("code", 401).build(),
            DisconnectReason.REPLACED),
        Arguments.of("device removed", conflict("device_removed"), DisconnectReason.LOGGED_OUT),
        Arguments.of(
            "conflict without type",
            Node.of("stream:error", Node.of("conflict")),
            DisconnectReason.REPLACED));
  }

  private static Node error(int code) {
    return Node.builder("stream:error").attr("code", code).build();
  }

  private static Node conflict(String type) {
    return Node.of("stream:error", Node.builder("conflict").attr("type", type).build());
  }

  @ParameterizedTest(name = "stream error {0} means {2}")
  @MethodSource("streamErrors")
  void readsAStreamError(String name, Node error, DisconnectReason reason) {
    assertEquals(reason, Endings.ofStreamError(error).reason());
  }

  @Test
  void tellsWhichEndsAreOverAStanzaOfOurs() {
    Node over = Node.of("stream:error", Node.of("xml-not-well-formed"));
    assertTrue(Endings.ofStreamError(over).overAStanza());
    assertFalse(Endings.ofStreamError(Node.of("stream:error", Node.of("ack"))).overAStanza());
    assertFalse(Endings.ofStreamError(error(500)).overAStanza());
  }

  @Test
  void saysHowLongABanLasts() {
    Node failure =
        Node.builder("failure").attr("reason", 402).attr("code", 102).attr("expire", 3600).build();
    assertEquals("temporarily banned (code 102) for 3600 s", Endings.ofFailure(failure).detail());
  }

  @Test
  void keepsTheServersHeaderForTheUser() {
    Node failure =
        Node.builder("failure")
            .attr("reason", 403)
            .attr("logout_message_header", "Moved to another phone")
            .build();
    assertEquals("Moved to another phone", Endings.ofFailure(failure).detail());
  }

  @Test
  void toleratesACodeThatIsNoNumber() {
    Node failure = Node.builder("failure").attr("reason", "soon").build();
    assertTrue(Endings.ofFailure(failure).reason().terminal());
  }
}
