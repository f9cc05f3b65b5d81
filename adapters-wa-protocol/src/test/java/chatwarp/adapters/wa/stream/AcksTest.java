package chatwarp.adapters.wa.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.Jid;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AcksTest {
  private static final Jid FROM = Jid.parse("5511999990002:3@s.whatsapp.net");
  private static final Jid OTHER = Jid.parse("123:1@lid");

  private static NodeBuilder stanza(String tag) {
    return Node.builder(tag).attr("id", "X1").attr("from", FROM).attr("t", 5);
  }

  private static NodeBuilder ack(String tag) {
    return Node.builder("ack").attr("class", tag).attr("id", "X1").attr("to", FROM);
  }

  static Stream<Arguments> rows() {
    return Stream.of(
        row("receipt with type", "receipt", b -> b.attr("type", "read")),
        row("receipt without type", "receipt", b -> b),
        row("notification", "notification", b -> b.attr("type", "devices")),
        row("participant", "receipt", b -> b.attr("participant", OTHER)),
        row("recipient", "receipt", b -> b.attr("recipient", OTHER)),
        row("call", "call", b -> b),
        Arguments.of(
            "message leaves the type out",
            stanza("message").attr("type", "text").build(),
            ack("message").build()),
        Arguments.of(
            "identity change leaves the type out",
            stanza("notification").attr("type", "encrypt").children(Node.of("identity")).build(),
            ack("notification").build()));
  }

  private static Arguments row(String name, String tag, UnaryOperator<NodeBuilder> with) {
    return Arguments.of(name, with.apply(stanza(tag)).build(), with.apply(ack(tag)).build());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void copiesWhatNamesTheStanza(String name, Node stanza, Node ack) {
    assertEquals(ack, Acks.of(stanza));
  }

  @Test
  void saysWhyAStanzaIsRefused() {
    assertEquals(
        ack("message").attr("error", 491).build(), Acks.refusing(stanza("message").build(), 491));
  }
}
