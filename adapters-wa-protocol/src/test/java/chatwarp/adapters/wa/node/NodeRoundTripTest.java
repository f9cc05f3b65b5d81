package chatwarp.adapters.wa.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.NewsletterJid;
import chatwarp.domain.model.OtherJid;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.UserServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class NodeRoundTripTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final int ROUNDS = 3000;
  private static final List<UserServer> SERVERS = List.of(UserServer.values());

  @SuppressWarnings("unused") // named by @FieldSource
  private static final List<String> FIXTURES = NodeFixtures.PLAIN;

  @ParameterizedTest
  @FieldSource("FIXTURES")
  void writesEveryFixtureByteForByte(String name) throws IOException {
    byte[] plaintext = NodeFixtures.read(name);
    assertArrayEquals(plaintext, NodeEncoder.encode(NodeDecoder.decode(plaintext)));
  }

  @Test
  void readsACompressedFrameLikeThePlainOne() throws IOException {
    assertEquals(
        NodeDecoder.decode(NodeFixtures.read("message_group")),
        NodeDecoder.decode(NodeFixtures.read(NodeFixtures.COMPRESSED)));
  }

  @Test
  void readsWhatATextMessageSays() throws IOException {
    byte[] content = new byte[200];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (7 * i);
    }
    Node expected =
        Node.builder("message")
            .attr("from", UserJid.phone("5511999998888").device(3))
            .attr("type", "text")
            .attr("id", "3EB0ABCDEF0123456789")
            .attr("t", 1_752_021_890L)
            .attr("notify", "Ana é")
            .children(Node.builder("enc").attr("v", "2").attr("type", "msg").bytes(content).build())
            .build();
    assertEquals(expected, NodeDecoder.decode(NodeFixtures.read("message_text")));
  }

  @Test
  void readsNestedItems() throws IOException {
    Node expected =
        Node.builder("items")
            .attr("count", "3")
            .children(
                item("0")
                    .children(
                        item("0.0").children(Node.of("value", HEX.parseHex("00ff10"))).build(),
                        item("0.1").build())
                    .build(),
                item("1").children().build(),
                item("2").bytes(new byte[0]).build())
            .build();
    assertEquals(expected, NodeDecoder.decode(NodeFixtures.read("nested_items")));
  }

  @Test
  void readsBackWhateverIsBuilt() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Node node = node(new Random(seed), 0);
      byte[] plaintext = NodeEncoder.encode(node);
      Node read = NodeDecoder.decode(plaintext);
      assertEquals(node, read, "seed " + seed);
      assertArrayEquals(plaintext, NodeEncoder.encode(read), "seed " + seed);
      assertEquals(
          node, NodeDecoder.decode(FramePlaintext.compress(plaintext)), "compressed, seed " + seed);
    }
  }

  @Test
  void writesTheSameBytesFromAUsedBuffer() {
    NodeEncoder encoder = new NodeEncoder(1);
    for (long seed = 0; seed < ROUNDS; seed++) {
      Node node = node(new Random(seed), 0);
      int headroom = (int) (seed % 4);
      encoder.write(node, headroom, 16);
      byte[] written = new byte[encoder.length()];
      System.arraycopy(encoder.array(), encoder.offset(), written, 0, written.length);
      assertEquals(headroom, encoder.offset());
      assertTrue(encoder.array().length >= headroom + encoder.length() + 16);
      assertArrayEquals(NodeEncoder.encode(node), written, "seed " + seed);
    }
  }

  @Test
  void survivesDamage() throws IOException {
    for (String name : List.of("message_text", "nested_items", "receipt_read", "hosted_devices")) {
      byte[] plaintext = NodeFixtures.read(name);
      for (long seed = 0; seed < ROUNDS; seed++) {
        RandomGenerator random = new Random(seed);
        byte[] damaged = plaintext.clone();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        try {
          NodeEncoder.encode(NodeDecoder.decode(damaged));
        } catch (NodeFormatException expected) {
          assertEquals(NodeFormatException.class, expected.getClass());
        } catch (RuntimeException e) {
          throw new AssertionError(name + ", seed " + seed + ": " + HEX.formatHex(damaged), e);
        }
      }
    }
  }

  private static NodeBuilder item(String index) {
    return Node.builder("item").attr("index", index);
  }

  private static Node node(RandomGenerator random, int depth) {
    NodeBuilder node = Node.builder(word(random));
    for (int i = random.nextInt(5); i > 0; i--) {
      if (random.nextInt(3) == 0) {
        node.attr(word(random), jid(random));
      } else {
        node.attr(word(random), random.nextInt(10) == 0 ? "" : word(random));
      }
    }
    switch (random.nextInt(depth < 4 ? 4 : 2)) {
      case 0 -> {
        byte[] bytes = new byte[random.nextInt(10) == 0 ? random.nextInt(400) : random.nextInt(20)];
        random.nextBytes(bytes);
        node.bytes(bytes);
      }
      case 1 -> {}
      default -> {
        List<Node> children = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          children.add(node(random, depth + 1));
        }
        node.children(children);
      }
    }
    return node.build();
  }

  private static String word(RandomGenerator random) {
    return switch (random.nextInt(7)) {
      case 0 -> Tokens.single(1 + random.nextInt(235));
      case 1 -> Tokens.dictionary(random.nextInt(4), random.nextInt(256));
      case 2 -> digits(random, "0123456789-.", 1 + random.nextInt(140));
      case 3 -> digits(random, "0123456789ABCDEF", 1 + random.nextInt(140));
      case 4 -> digits(random, "0123456789abcdefgh", 1 + random.nextInt(300));
      case 5 ->
          digits(random, "aé漢\uD83D\uDE00@:", 1 + random.nextInt(20))
              .replace("\uD83D", "x")
              .replace("\uDE00", "y");
      default -> digits(random, "abcdefghijklmnopqrstuvwxyz_ ", 1 + random.nextInt(20));
    };
  }

  private static Jid jid(RandomGenerator random) {
    String user = digits(random, "0123456789", 5 + random.nextInt(14));
    return switch (random.nextInt(8)) {
      case 0 -> new GroupJid(user);
      case 1 -> random.nextBoolean() ? BroadcastJid.STATUS : new BroadcastJid(user);
      case 2 -> new NewsletterJid(user);
      case 3 -> random.nextBoolean() ? ServerJid.WHATSAPP : new ServerJid("g.us");
      case 4 -> new OtherJid(user, random.nextBoolean() ? "bot" : "call", 0, 0);
      case 5 -> new OtherJid(user, "msgr", random.nextInt(65_536), 0);
      case 6 -> new OtherJid(user, "interop", random.nextInt(65_536), random.nextInt(65_536));
      default -> {
        UserJid bare = new UserJid(user, SERVERS.get(random.nextInt(4)));
        yield random.nextBoolean() ? bare : bare.device(1 + random.nextInt(255));
      }
    };
  }

  private static String digits(RandomGenerator random, String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
