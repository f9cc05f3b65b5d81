package chatwarp.adapters.wa.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NodeTest {
  private static final Node IQ =
      Node.builder("iq")
          .attr("from", ServerJid.WHATSAPP)
          .attr("type", "result")
          .attr("t", 1_752_021_890L)
          .children(Node.of("a"), Node.of("b", new byte[] {0x31}), Node.of("b"))
          .build();

  @Test
  void answersPerhaps() {
    assertEquals(Optional.of("result"), IQ.attr("type"));
    assertEquals(Optional.of("@s.whatsapp.net"), IQ.attr("from"));
    assertEquals(Optional.empty(), IQ.attr("id"));
    assertEquals(Optional.of(ServerJid.WHATSAPP), IQ.attrJid("from"));
    assertEquals(1_752_021_890L, IQ.attrLong("t").orElseThrow());
    assertEquals(Optional.of(Node.of("a")), IQ.child("a"));
    assertEquals(Optional.of(Node.of("a")), IQ.firstChild());
    assertEquals(2, IQ.children("b").size());
    assertEquals(Optional.empty(), IQ.child("c"));
    assertEquals(Optional.empty(), IQ.bytes());
  }

  @Test
  void namesWhatIsMissing() {
    assertMissing("<iq> lacks attribute 'id'", node -> node.requireAttr("id"));
    assertMissing("<iq> lacks attribute 'to'", node -> node.requireJid("to"));
    assertMissing("<iq> lacks child <c>", node -> node.requireChild("c"));
    assertMissing("<iq> lacks bytes", Node::requireBytes);
    assertMissing("<iq> lacks text", Node::requireText);
    assertMissing("<iq> has no number in attribute 'type'", node -> node.requireLong("type"));
    assertMissing("<b> does not hold 32 bytes", node -> node.requireChild("b").requireBytes(32));
  }

  @Test
  void parsesAnAddressWrittenAsText() {
    Node node = Node.builder("iq").attr("to", "5511:2@s.whatsapp.net").attr("bad", "a b@c").build();
    assertEquals(UserJid.phone("5511").device(2), node.requireJid("to"));
    NodeException refusal = assertThrows(NodeException.class, () -> node.attrJid("bad"));
    assertEquals("<iq> has no address in attribute 'bad'", refusal.getMessage());
  }

  @Test
  void readsContentAsBytesOrText() {
    Node text = Node.builder("x").content(new Content.Text("1")).build();
    Node bytes = Node.builder("x").text("1").build();
    for (Node node : List.of(text, bytes)) {
      assertEquals("1", node.requireText());
      assertArrayEquals("1".getBytes(StandardCharsets.UTF_8), node.requireBytes());
    }
  }

  @Test
  void writesTextAsBytes() {
    assertEquals(Bytes.of(new byte[] {0x31}), Node.builder("x").text("1").build().content());
  }

  @Test
  void replacesAnAttributeInPlace() {
    Node node = Node.builder("iq").attr("a", "1").attr("b", "2").attr("a", "3").build();
    assertEquals("iq(a b)", node.toString());
    assertEquals("3", node.requireAttr("a"));
  }

  @Test
  void ignoresTheOrderOfAttributesWhenCompared() {
    Node one = Node.builder("iq").attr("a", "1").attr("b", "2").build();
    Node other = Node.builder("iq").attr("b", "2").attr("a", "1").build();
    assertEquals(one, other);
    assertEquals(one.hashCode(), other.hashCode());
    assertNotEquals(one, one.toBuilder().attr("b", "3").build());
    assertNotEquals(one, one.toBuilder().attr("c", "3").build());
  }

  @Test
  void takesAnEmptyListForNoContent() {
    Node empty = Node.builder("iq").children().build();
    assertEquals(Node.of("iq"), empty);
    assertEquals(Node.of("iq").hashCode(), empty.hashCode());
  }

  @Test
  void changesOnlyTheCopy() {
    Node changed = IQ.toBuilder().attr("type", "error").attr("id", "1").children().build();
    assertEquals("error", changed.requireAttr("type"));
    assertEquals("result", IQ.requireAttr("type"));
    assertFalse(IQ.has("id"));
    assertTrue(changed.children().isEmpty());
  }

  @Test
  void showsItsShapeButNoValue() {
    Node node =
        Node.builder("message")
            .attr("to", UserJid.phone("5511999998888"))
            .children(
                Node.of("enc", new byte[3]),
                Node.builder("x").content(new Content.Text("secret")).build())
            .build();
    assertEquals("message(to)[enc" + "bytes[3], xtext[6]]", node.toString());
  }

  private static void assertMissing(String message, Consumer<Node> read) {
    NodeException refusal = assertThrows(NodeException.class, () -> read.accept(IQ));
    assertEquals(message, refusal.getMessage());
  }
}
