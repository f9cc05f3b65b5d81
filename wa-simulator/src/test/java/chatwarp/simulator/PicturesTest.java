package chatwarp.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ServerJid;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profile pictures as clients ask for them. */
class PicturesTest {
  private final Playground playground = new Playground();
  private TestDevice ana;
  private TestDevice bia;
  private TestClient a;
  private TestClient b;

  @BeforeEach
  void logIn() {
    ana = playground.paired("Ana");
    bia = playground.paired("Bia");
    a = TestClient.active(playground.simulator, ana);
    b = TestClient.active(playground.simulator, bia);
  }

  @AfterEach
  void close() {
    a.close();
    b.close();
    playground.close();
  }

  @Test
  void showsAPictureToOthersOverHttps() throws Exception {
    String id = set(a, jpeg(640, 640)).requireChild("picture").requireAttr("id");
    Node image = get(b, ana.jid.owner(), "image", "").requireChild("picture");
    assertEquals(id, image.requireAttr("id"));
    assertTrue(image.requireAttr("url").startsWith("https://127.0.0.1:"));
    assertTrue(image.requireAttr("url").endsWith(image.requireAttr("direct_path")));
    URI plain =
        URI.create(
            "http://127.0.0.1:" + playground.simulator.port() + image.requireAttr("direct_path"));
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertArrayEquals(
          jpeg(640, 640),
          http.send(HttpRequest.newBuilder(plain).build(), BodyHandlers.ofByteArray()).body());
    }
    assertEquals(
        "preview",
        get(b, ana.jid.owner(), "preview", "").requireChild("picture").requireAttr("type"));
  }

  @Test
  void saysThatAKnownPictureIsUnchanged() {
    String id = set(a, jpeg(640, 640)).requireChild("picture").requireAttr("id");
    assertEquals(
        "304", get(b, ana.lid.owner(), "image", id).requireChild("picture").requireAttr("status"));
    String next = set(a, jpeg(320, 320)).requireChild("picture").requireAttr("id");
    assertNotEquals(id, next);
    assertEquals(
        next, get(b, ana.jid.owner(), "image", id).requireChild("picture").requireAttr("id"));
  }

  @Test
  void hasNoneBeforeAndAfter() {
    assertEquals("404", error(get(b, ana.jid.owner(), "image", "")));
    set(a, jpeg(640, 640));
    a.ask("w:profile:picture", "set");
    assertEquals("404", error(get(b, ana.jid.owner(), "image", "")));
  }

  @Test
  void hidesWhatTheOwnerHides() {
    set(a, jpeg(640, 640));
    a.ask(
        "privacy",
        "set",
        Node.of(
            "privacy",
            Node.builder("category").attr("name", "profile").attr("value", "none").build()));
    assertEquals("401", error(get(b, ana.jid.owner(), "image", "")));
    assertTrue(get(a, ana.jid.owner(), "image", "").child("picture").isPresent());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"not square", "no JPEG", "cut off"})
  void refusesABadPicture(String fault) {
    byte[] bytes =
        switch (fault) {
          case "not square" -> jpeg(640, 480);
          case "no JPEG" -> new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 0, 0};
          default -> java.util.Arrays.copyOf(jpeg(640, 640), 6);
        };
    assertEquals("406", error(set(a, bytes)));
  }

  @Test
  void tellsTheOwnDevicesAndWhoeverLooked() {
    get(b, ana.jid.owner(), "image", "");
    String id = set(a, jpeg(640, 640)).requireChild("picture").requireAttr("id");
    for (TestClient client : new TestClient[] {a, b}) {
      Node news = client.await(stanza -> stanza.attrIs("type", "picture"));
      assertEquals(id, news.requireChild("set").requireAttr("id"));
      client.ack(news);
    }
    a.ask("w:profile:picture", "set");
    assertTrue(b.await(stanza -> stanza.attrIs("type", "picture")).child("delete").isPresent());
  }

  @Test
  void refusesToChangeAnothersPicture() {
    assertEquals(
        "403", error(ask(a, "set", Optional.of(bia.jid.owner()), picture(jpeg(640, 640)))));
  }

  private static Node set(TestClient client, byte[] jpeg) {
    return ask(client, "set", Optional.empty(), picture(jpeg));
  }

  private static Node picture(byte[] jpeg) {
    return Node.builder("picture").attr("type", "image").bytes(jpeg).build();
  }

  private static Node get(TestClient client, Jid target, String type, String known) {
    NodeBuilder picture = Node.builder("picture").attr("type", type).attr("query", "url");
    if (!known.isEmpty()) {
      picture.attr("id", known);
    }
    return ask(client, "get", Optional.of(target), picture.build());
  }

  private static Node ask(TestClient client, String type, Optional<Jid> target, Node picture) {
    String id = "p." + System.nanoTime();
    client.send(
        Node.builder("iq")
            .attr("to", ServerJid.WHATSAPP)
            .attrJid("target", target)
            .attr("type", type)
            .attr("xmlns", "w:profile:picture")
            .attr("id", id)
            .children(picture)
            .build());
    return client.await(stanza -> stanza.is("iq") && stanza.attrIs("id", id));
  }

  private static String error(Node iq) {
    return iq.requireChild("error").requireAttr("code");
  }

  /** A JPEG as far as its headers go: SOI, APP0, SOF0, EOI. */
  private static byte[] jpeg(int width, int height) {
    return new byte[] {
      (byte) 0xFF,
      (byte) 0xD8,
      (byte) 0xFF,
      (byte) 0xE0,
      0,
      4,
      0,
      0,
      (byte) 0xFF,
      (byte) 0xC0,
      0,
      11,
      8,
      (byte) (height >> 8),
      (byte) height,
      (byte) (width >> 8),
      (byte) width,
      1,
      1,
      0x11,
      0,
      (byte) 0xFF,
      (byte) 0xD9
    };
  }
}
