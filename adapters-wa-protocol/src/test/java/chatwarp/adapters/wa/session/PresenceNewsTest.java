package chatwarp.adapters.wa.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.PresenceState;
import chatwarp.domain.port.SessionSignal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresenceNewsTest {
  private static final UserJid THEM = UserJid.phone("5511999990002");
  private static final GroupJid GROUP = (GroupJid) Jid.parse("120363000000000001@g.us");

  @ParameterizedTest(name = "type {0}, last {1}")
  @CsvSource({
    ", , AVAILABLE, ",
    "available, , AVAILABLE, ",
    "unavailable, , UNAVAILABLE, ",
    "unavailable, 1767225600, UNAVAILABLE, 1767225600",
    "unavailable, deny, UNAVAILABLE, ",
    "unavailable, 99999999999999999999, UNAVAILABLE, "
  })
  void tellsWhoCameAndWhoWent(String type, String last, PresenceState state, Long seen) {
    Node stanza =
        Node.builder("presence")
            .attr("from", THEM.device(2))
            .attrText("type", Optional.ofNullable(type))
            .attrText("last", Optional.ofNullable(last))
            .build();
    assertEquals(
        Optional.of(
            new SessionSignal.PresenceChanged(
                THEM, state, Optional.ofNullable(seen).map(Instant::ofEpochSecond))),
        PresenceNews.presence(stanza));
  }

  @Test
  void doesNotTakeAGroupForAPerson() {
    Node stanza = Node.builder("presence").attr("from", GROUP).attr("count", 3).build();
    assertEquals(Optional.empty(), PresenceNews.presence(stanza));
  }

  @Test
  void tellsWhoTypesInAGroup() {
    Node stanza =
        Node.builder("chatstate")
            .attr("from", GROUP)
            .attr("participant", THEM.device(1))
            .children(Node.builder("composing").attr("media", "audio").build())
            .build();
    assertEquals(
        Optional.of(new SessionSignal.ChatStateChanged(GROUP, THEM, ChatState.RECORDING)),
        PresenceNews.chatState(stanza));
  }

  @ParameterizedTest
  @CsvSource({"composing, COMPOSING", "paused, PAUSED"})
  void tellsWhatSomebodyDoesInTheirChat(String child, ChatState state) {
    Node stanza = Node.builder("chatstate").attr("from", THEM).children(Node.of(child)).build();
    assertEquals(
        Optional.of(new SessionSignal.ChatStateChanged(THEM, THEM, state)),
        PresenceNews.chatState(stanza));
  }
}
