package chatwarp.adapters.wa.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.adapters.wa.node.NodeFormatException.Fault;
import chatwarp.domain.model.OtherJid;
import chatwarp.domain.model.UserJid;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every refusal of 02 §8, and the oddities that are no reason to refuse. */
class MalformedNodeTest {
  private static final HexFormat HEX = HexFormat.of();

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "no flags byte, '', TRUNCATED",
    "no body, 00, TRUNCATED",
    "list start missing its size, 00f8, TRUNCATED",
    "16-bit list start missing half its size, 00f901, TRUNCATED",
    "node of size 0, 0000, EMPTY_NODE",
    "node of size 0 in 8 bits, 00f800, EMPTY_NODE",
    "node of size 0 in 16 bits, 00f90000, EMPTY_NODE",
    "attribute count without attributes, 00f80019, EMPTY_NODE",
    "content missing, 00f80219, TRUNCATED",
    "length above what remains, 00f80219fc05aabb, TRUNCATED",
    "20-bit length above what remains, 00f80219fd0fffffaa, TRUNCATED",
    "32-bit length above what remains, 00f80219fe7fffffffaa, TRUNCATED",
    "32-bit length with the top bit, 00f80219feffffffffaa, TRUNCATED",
    "packed content cut short, 00f8020bff83123f, TRUNCATED",
    "nibble 12, 00f80219ff01c1, PACKED",
    "nibble 14 in the dropped half, 00f80219ff811e, PACKED",
    "filler before the end, 00f80219ff02f111, PACKED",
    "filler at the end of an even text, 00f80219ff021f1f, PACKED",
    "odd packed text without bytes, 00f80219ff80, PACKED",
    "odd hex text without bytes, 00f80219fb80, PACKED",
    "unassigned byte 240, 00f80219f0, TOKEN",
    "unassigned byte 244, 00f80219f4, TOKEN",
    "dictionary token without index, 00f80219ec, TRUNCATED",
    "a second root node, 00f80119ff, LEFTOVER",
    "tag is null, 00f80300190607, NAME",
    "tag is empty, 00f801fc00, NAME",
    "tag is empty packed, 00f801ff00, NAME",
    "tag is an address, 00f801fa0003, NAME",
    "tag is a list, 00f801f80119, TOKEN",
    "tag is not UTF-8, 00f801fc01ff, NAME",
    "attribute name is null, 00f803190019, NAME",
    "attribute name is an address, 00f80319fa000304, NAME",
    "attribute name is not UTF-8, 00f80319fc01ff04, NAME",
    "attribute value is a list, 00f8031911f80119, TOKEN",
    "attribute value missing, 00f8031911, TRUNCATED",
    "something else begins the root node, 0019, NOT_A_NODE",
    "something else in a list of children, 00f80219f801191919, NOT_A_NODE",
    "more children than bytes, 00f80219f9ffff, TRUNCATED",
    "more attributes than bytes, 00f9ffff19, TRUNCATED",
    "address without server, 00f8031911faff025511 00, JID",
    "address with an empty server, 00f8031911faff025511fc00, JID",
    "address inside an address, 00f8031911fafa000303, JID",
    "address as a server, 00f8031911faff025511fa0003, JID",
    "address with a forbidden character, 00f8031911fafc0240400 3, JID",
    "device address without user, 00f8031911f7000300, JID",
    "device address with an empty user, 00f8031911f70003fc00, JID",
    "device address on domain 2, 00f8031911f70203ff0155, JID",
    "device address on domain 131, 00f8031911f78303ff0155, JID",
    "messenger address on another server, 00f8031911f655000103, JID",
    "interop address on another server, 00f8031911f555000100ff03, JID",
    "interop address without server, 00f80219f5fc0131000100ff, TRUNCATED",
    "interop address with a null server, 00f80219f5fc0131000100ff00, JID",
    "compressed body missing, 02, TRUNCATED",
    "compressed body damaged, 02789cffff, INFLATE",
    "compressed body that is no zlib, 0219f80119, INFLATE",
  })
  void isRefused(String name, String plaintext, Fault fault) {
    byte[] bytes = HEX.parseHex(plaintext == null ? "" : plaintext.replace(" ", ""));
    NodeFormatException refusal =
        assertThrows(NodeFormatException.class, () -> NodeDecoder.decode(bytes), name);
    assertEquals(fault, refusal.fault(), refusal.getMessage());
  }

  @Test
  void takesANullValueForAnAbsentAttribute() {
    Node node = NodeDecoder.decode(HEX.parseHex("00f8051911000438"));
    assertEquals(Node.builder("iq").attr("type", "text").build(), node);
  }

  @Test
  void takesTheLastOfTwoAttributesWithOneName() {
    Node node = NodeDecoder.decode(HEX.parseHex("00f8051904380416"));
    assertEquals("xmlns", node.requireAttr("type"));
    assertEquals(1, node.attributes().size());
  }

  @Test
  void substitutesWhatIsNotUtf8InAValue() {
    Node node = NodeDecoder.decode(HEX.parseHex("00f8031904fc0241ff"));
    assertEquals("A\uFFFD", node.requireAttr("type"));
  }

  @Test
  void takesDeviceZeroForTheUser() {
    Node node = NodeDecoder.decode(HEX.parseHex("00f8031311f70000ff875511999998888f"));
    assertEquals(UserJid.phone("5511999998888"), node.requireJid("to"));
  }

  @Test
  void takesOtherEvenDomainsWithTheTopBitForHosted() {
    Node node = NodeDecoder.decode(HEX.parseHex("00f8031311f78263ff875511999998888f"));
    assertEquals("5511999998888:99@hosted", node.requireAttr("to"));
  }

  @Test
  void keepsAnUnknownServer() {
    Node node = NodeDecoder.decode(HEX.parseHex("00f8031311faff025511fc03616263"));
    assertEquals(new OtherJid("5511", "abc", 0, 0), node.requireJid("to"));
  }

  @Test
  void readsPackedTextLongerThanAnybodyWrites() {
    byte[] plaintext = new byte[3 + 2 + 1 + 127];
    System.arraycopy(HEX.parseHex("00f80219ff7f"), 0, plaintext, 0, 6);
    assertEquals("00".repeat(127), NodeDecoder.decode(plaintext).requireText());
  }

  @Test
  void boundsTheDepth() {
    Node deepest = Node.of("iq");
    for (int i = 1; i < NodeDecoder.MAX_DEPTH; i++) {
      deepest = Node.of("iq", deepest);
    }
    assertEquals(deepest, NodeDecoder.decode(NodeEncoder.encode(deepest)));
    byte[] deeper = NodeEncoder.encode(Node.of("iq", deepest));
    assertFault(Fault.TOO_DEEP, deeper);
  }

  @Test
  void boundsTheNumberOfNodes() {
    Node[] leaves = new Node[65_535];
    Arrays.fill(leaves, Node.of("iq"));
    Node[] branches = new Node[16];
    Arrays.fill(branches, Node.of("iq", leaves));
    assertFault(Fault.TOO_BIG, NodeEncoder.encode(Node.of("iq", branches)));
  }

  @Test
  void boundsWhatItInflates() {
    byte[] bomb = FramePlaintext.compress(new byte[FramePlaintext.MAX_INFLATED + 2]);
    assertFault(Fault.TOO_BIG, bomb);
  }

  @Test
  void refusesBytesBehindTheCompressedData() {
    byte[] compressed = FramePlaintext.compress(NodeEncoder.encode(Node.of("iq")));
    assertEquals(Node.of("iq"), NodeDecoder.decode(compressed));
    assertFault(Fault.LEFTOVER, Arrays.copyOf(compressed, compressed.length + 1));
  }

  @Test
  void refusesEveryPrefixOfEveryFixture() throws IOException {
    for (String name : NodeFixtures.PLAIN) {
      byte[] plaintext = NodeFixtures.read(name);
      for (int length = 0; length < plaintext.length; length++) {
        int cut = length;
        assertThrows(
            NodeFormatException.class,
            () -> NodeDecoder.decode(plaintext, 0, cut),
            () -> name + " cut to " + cut);
      }
    }
  }

  @Test
  void refusesEveryPrefixOfACompressedFixture() throws IOException {
    byte[] plaintext = NodeFixtures.read(NodeFixtures.COMPRESSED);
    for (int length = 0; length < plaintext.length; length += 97) {
      assertFault(Fault.TRUNCATED, Arrays.copyOf(plaintext, length));
    }
  }

  @Test
  void refusesToWriteWhatHasNoForm() {
    Node[] many = new Node[65_536];
    Arrays.fill(many, Node.of("iq"));
    List<Node> unwritable =
        List.of(
            Node.builder("a").attr("to", UserJid.phone("5511").device(256)).build(),
            Node.builder("a").attr("to", new OtherJid("1", "bot", 1, 0)).build(),
            Node.of("a", many));
    for (Node node : unwritable) {
      NodeFormatException refusal =
          assertThrows(NodeFormatException.class, () -> NodeEncoder.encode(node));
      assertEquals(Fault.UNWRITABLE, refusal.fault());
    }
  }

  @Test
  void readsAFixtureFromTheMiddleOfAnArray() throws IOException {
    byte[] plaintext = NodeFixtures.read("message_text");
    byte[] around = new byte[plaintext.length + 10];
    Arrays.fill(around, (byte) 0x19);
    System.arraycopy(plaintext, 0, around, 3, plaintext.length);
    Node node = NodeDecoder.decode(around, 3, plaintext.length);
    assertArrayEquals(plaintext, NodeEncoder.encode(node));
  }

  private static void assertFault(Fault fault, byte[] plaintext) {
    NodeFormatException refusal =
        assertThrows(NodeFormatException.class, () -> NodeDecoder.decode(plaintext));
    assertEquals(fault, refusal.fault(), refusal.getMessage());
  }
}
