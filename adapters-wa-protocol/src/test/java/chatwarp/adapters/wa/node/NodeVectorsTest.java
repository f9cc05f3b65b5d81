package chatwarp.adapters.wa.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.domain.model.Jid;
import chatwarp.domain.model.OtherJid;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors of 02 §9: what Baileys writes for the same node, and what every peer reads. */
class NodeVectorsTest {
  private static final HexFormat HEX = HexFormat.of();

  record Vector(String name, Node node, String plaintext) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> vectors() {
    return Stream.of(
        new Vector("content that is a token", text("message", "receipt"), "00f8021307"),
        new Vector(
            "content that packs, tag that is no token",
            text("test", "-.0123456789"),
            "00f802fc0474657374ff06ab0123456789"),
        new Vector(
            "iq of Baileys",
            Node.builder("iq")
                .attr("to", ServerJid.WHATSAPP)
                .attr("type", "get")
                .attr("xmlns", "w:p")
                .attr("id", "12.34-5")
                .children(Node.of("ping"))
                .build(),
            "00f80a1911fa00030429165708ff8412b34a5ff801f80156"),
        new Vector(
            "iq with a dictionary token inside",
            Node.builder("iq")
                .attr("id", "1234.5678-1")
                .attr("xmlns", "passive")
                .attr("type", "set")
                .attr("to", ServerJid.WHATSAPP)
                .children(Node.of("active"))
                .build(),
            "00f80a1908ff861234b5678a1f16ec18045a11fa0003f801f801ec01"),
        new Vector(
            "presence",
            Node.builder("presence").attr("name", "Ana").attr("type", "available").build(),
            "00f8051f89fc03416e610488"),
        new Vector(
            "phone user", to("5511999998888@s.whatsapp.net"), "00f8031311faff875511999998888f03"),
        new Vector(
            "device of a phone user",
            to("5511999998888:3@s.whatsapp.net"),
            "00f8031311f70003ff875511999998888f"),
        new Vector("LID user", to("123456789012345@lid"), "00f8031311faff88123456789012345f76"),
        new Vector(
            "device of a LID user",
            to("123456789012345:7@lid"),
            "00f8031311f70107ff88123456789012345f"),
        new Vector(
            "hosted device", to("5511999998888:99@hosted"), "00f8031311f78063ff875511999998888f"),
        new Vector(
            "hosted device of a LID user",
            to("123456789012345:99@hosted.lid"),
            "00f8031311f78163ff88123456789012345f"),
        new Vector(
            "group, and an id packed as hex",
            Node.builder("message")
                .attr("to", Jid.parse("120363012345678901@g.us"))
                .attr("id", "3EB0ABCDEF0123456789")
                .attr("type", "text")
                .build(),
            "00f8071311faff091203630123456789011c08fb0a3eb0abcdef01234567890438"),
        new Vector("empty text", Node.builder("a").attr("x", "").build(), "00f803fc0161fc0178fc00"),
        new Vector("bytes", Node.of("ack", new byte[] {1, 2, 3}), "00f8021bfc03010203"),
        new Vector("empty list", Node.builder("ack").children().build(), "00f8021b00"),
        new Vector("nothing but a tag", Node.of("iq"), "00f80119"),
        new Vector(
            "answer to a login",
            Node.builder("success")
                .attr("t", "1752021890")
                .attr("props", "27")
                .attr("location", "frc")
                .attr("lid", UserJid.lid("100000000000001").device(42))
                .attr("abprops", "10")
                .attr("creation", "1752020041")
                .attr("companion_enc_static", "d5Yb5WxL+k5UKQHVI6buFRGQEj0GZA5evz8b6V2xkdw=")
                .build(),
            "00f80f4c1aff0517520218905cee043dfc0366726376f7012aff88100000000000001f4becb43cff"
                + "051752020041ece6fc2c643559623557784c2b6b35554b5148564936627546524751456a30475a"
                + "413565767a3862365632786b64773d"),
        new Vector(
            "interop address",
            Node.builder("iq").attr("to", new OtherJid("1", "interop", 1, 255)).build(),
            "00f8031911f555000100ff" + hexOf("interop")),
        new Vector(
            "messenger address",
            Node.builder("iq").attr("to", new OtherJid("1", "msgr", 258, 0)).build(),
            "00f8031911f6550102" + hexOf("msgr")));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void writesWhatBaileysWrites(Vector vector) {
    assertEquals(vector.plaintext, HEX.formatHex(NodeEncoder.encode(vector.node)));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void readsWhatItWrote(Vector vector) {
    assertEquals(vector.node, NodeDecoder.decode(HEX.parseHex(vector.plaintext)));
  }

  @Test
  void writesTextContentThatNoAlphabetHoldsAsUtf8() {
    byte[] plaintext = HEX.parseHex("00f802fc0178fc02c3a9");
    assertArrayEquals(plaintext, NodeEncoder.encode(text("x", "é")));
    assertEquals("é", NodeDecoder.decode(plaintext).requireText());
  }

  @Test
  void choosesTheListFormBySize() {
    assertEquals("f8ff", listStart(255));
    assertEquals("f90100", listStart(256));
  }

  @Test
  void choosesTheBinaryFormByLength() {
    assertEquals("fcff", binaryStart(255, 2));
    assertEquals("fd000100", binaryStart(256, 4));
    assertEquals("fd0fffff", binaryStart((1 << 20) - 1, 4));
    assertEquals("fe00100000", binaryStart(1 << 20, 5));
  }

  @Test
  void readsEveryBinaryForm() {
    for (int length : new int[] {0, 255, 256, (1 << 20) - 1, 1 << 20}) {
      Node node = Node.of("ack", new byte[length]);
      assertEquals(node, NodeDecoder.decode(NodeEncoder.encode(node)), "length " + length);
    }
  }

  @Test
  void ignoresTheUpperBitsOfATwentyBitLength() {
    byte[] plaintext = HEX.parseHex("00f8021bfdf00001aa");
    assertArrayEquals(new byte[] {(byte) 0xAA}, NodeDecoder.decode(plaintext).requireBytes());
  }

  private static Node text(String tag, String content) {
    return Node.builder(tag).content(new Content.Text(content)).build();
  }

  private static Node to(String jid) {
    return Node.builder("message").attr("to", Jid.parse(jid)).build();
  }

  private static String hexOf(String token) {
    int code = Tokens.code(token);
    return code == 0
        ? "fc%02x".formatted(token.length())
            + HEX.formatHex(token.getBytes(StandardCharsets.US_ASCII))
        : (code > 0xFF ? "%04x" : "%02x").formatted(code);
  }

  private static String listStart(int children) {
    Node[] list = new Node[children];
    Arrays.fill(list, Node.of("iq"));
    byte[] plaintext = NodeEncoder.encode(Node.of("ack", list));
    return HEX.formatHex(plaintext, 4, children < 256 ? 6 : 7);
  }

  private static String binaryStart(int length, int headerLength) {
    byte[] plaintext = NodeEncoder.encode(Node.of("ack", new byte[length]));
    return HEX.formatHex(plaintext, 4, 4 + headerLength);
  }
}
