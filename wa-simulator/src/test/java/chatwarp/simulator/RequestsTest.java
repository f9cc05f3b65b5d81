package chatwarp.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private final Playground play = new Playground();
  private TestDevice ana;
  private TestDevice bia;
  private TestClient a;
  private TestClient b;

  @BeforeEach
  void pair() {
    ana = play.paired("Ana");
    bia = play.paired("Bia");
    a = TestClient.active(play.simulator, ana);
    b = TestClient.active(play.simulator, bia);
    // The phones' greetings would take one-time keys that a test has just left.
    a.await(stanza -> stanza.attrIs("category", "peer"));
    b.await(stanza -> stanza.attrIs("category", "peer"));
  }

  @AfterEach
  void close() {
    a.close();
    b.close();
    play.close();
  }

  private List<PublicKey> upload(TestClient client, TestDevice device, int count) {
    List<PublicKey> keys = new ArrayList<>();
    List<Node> nodes = new ArrayList<>();
    for (int id = 1; id <= count; id++) {
      PublicKey key = Curve25519.generate(device.random).publicKey();
      keys.add(key);
      nodes.add(Node.of("key", id(id), Node.of("value", key.raw())));
    }
    Node answer =
        client.ask(
            "encrypt",
            "set",
            Node.of("registration", new byte[] {0, 0, 4, (byte) 0xd2}),
            Node.of("type", new byte[] {5}),
            Node.of("identity", device.identity.publicKey().raw()),
            Node.builder("list").children(nodes).build(),
            Node.of(
                "skey",
                id(1),
                Node.of("value", device.signedPreKey.publicKey().raw()),
                Node.of("signature", device.signature)));
    assertEquals("result", answer.requireAttr("type"));
    return keys;
  }

  private static Node id(int id) {
    return Node.of("id", new byte[] {(byte) (id >> 16), (byte) (id >> 8), (byte) id});
  }

  private static String count(TestClient client) {
    return client
        .ask("encrypt", "get", Node.of("count"))
        .requireChild("count")
        .requireAttr("value");
  }

  private Node bundle(TestClient client, Jid jid) {
    Node iq =
        client.ask("encrypt", "get", Node.of("key", Node.builder("user").attr("jid", jid).build()));
    Node user = iq.requireChild("list").requireChild("user");
    assertEquals(jid, user.requireJid("jid"));
    return user;
  }

  private static List<String> statusList(Node list) {
    List<String> said = new ArrayList<>(List.of(list.requireAttr("type")));
    list.children("user").forEach(user -> said.add(user.requireJid("jid").toString()));
    return said;
  }

  @Test
  void statusPrivacyIsUnknownUntilItIsChosen() {
    Node none = a.ask("status", "get", Node.of("privacy"));
    assertEquals("404", none.requireChild("error").requireAttr("code"));
    String route = "/admin/accounts/" + ana.jid.user() + "/status-privacy";
    String viewer = bia.jid.owner().toString();
    for (String type : List.of("contacts", "blacklist", "whitelist")) {
      play.post(route, "{\"type\":\"" + type + "\",\"people\":[\"" + viewer + "\"]}");
      Node answer = a.ask("status", "get", Node.of("privacy"));
      Node holds =
          answer.requireChild("privacy").children("list").stream()
              .filter(list -> list.attrIs("default", "true"))
              .findFirst()
              .orElseThrow();
      assertEquals(List.of(type, viewer), statusList(holds));
    }
  }

  @Test
  void countsAreZeroAtFirstAndWrittenOut() {
    assertEquals("0", count(a));
    upload(a, ana, 30);
    assertEquals("30", count(a));
  }

  @Test
  void everyOneTimeKeyIsHandedOutOnceUnderTheAddressThatWasAsked() {
    upload(a, ana, 20);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      Jid asked = i % 2 == 0 ? ana.jid : ana.lid;
      Node key = bundle(b, asked).requireChild("key");
      assertTrue(
          seen.add(new java.math.BigInteger(key.requireChild("value").requireBytes()).toString()));
    }
    assertFalse(bundle(b, ana.jid).child("key").isPresent());
    assertEquals("0", count(a));
  }

  @Test
  void aDeviceIsToldWhenFewKeysAreLeft() {
    upload(a, ana, 10);
    bundle(b, ana.jid);
    Node low = a.await(stanza -> stanza.is("notification") && stanza.attrIs("type", "encrypt"));
    assertEquals("9", low.requireChild("count").requireAttr("value"));
  }

  @Test
  void theDigestCoversExactlyTheKeysNotHandedOut() throws Exception {
    List<PublicKey> keys = upload(a, ana, 5);
    bundle(b, ana.jid);
    Node digest = a.ask("encrypt", "get", Node.of("digest")).requireChild("digest");
    assertEquals(4, digest.requireChild("list").children().size());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(ana.identity.publicKey().raw());
    all.writeBytes(ana.signedPreKey.publicKey().raw());
    all.writeBytes(ana.signature);
    keys.subList(1, 5).forEach(key -> all.writeBytes(key.raw()));
    assertArrayEquals(
        MessageDigest.getInstance("SHA-1").digest(all.toByteArray()),
        digest.requireChild("hash").requireBytes());
  }

  @Test
  void anUploadUnderAnotherIdentityIsRefused() {
    Node answer =
        a.ask(
            "encrypt",
            "set",
            Node.of("registration", new byte[4]),
            Node.of("type", new byte[] {5}),
            Node.of("identity", bia.identity.publicKey().raw()),
            Node.of("list"),
            Node.of("skey"));
    assertEquals("406", answer.requireChild("error").requireAttr("code"));
  }

  @Test
  void anUnknownDeviceHasNoBundle() {
    Node user = bundle(b, ana.jid.owner().device(9));
    assertEquals("406", user.requireChild("error").requireAttr("code"));
  }

  @Test
  void thePhonesBundleIsAlwaysThere() {
    assertTrue(bundle(b, ana.lid.owner()).child("skey").isPresent());
  }

  private Node usync(Jid jid, String... protocols) {
    List<Node> query = new ArrayList<>();
    for (String protocol : protocols) {
      query.add(Node.of(protocol, new Node[0]));
    }
    Node usync =
        Node.builder("usync")
            .attr("sid", "s1")
            .attr("mode", "query")
            .attr("last", "true")
            .attr("index", "0")
            .attr("context", "message")
            .children(
                Node.builder("query").children(query).build(),
                Node.of("list", Node.builder("user").attr("jid", jid).build()))
            .build();
    return a.ask("usync", "get", usync)
        .requireChild("usync")
        .requireChild("list")
        .requireChild("user");
  }

  @Test
  void aDeviceListNamesThePhoneFirstAndCompanionsWithTheirKeyIndex() {
    Node user = usync(bia.jid.owner(), "devices", "lid");
    assertEquals(bia.jid.owner(), user.requireJid("jid"));
    List<Node> devices =
        user.requireChild("devices").requireChild("device-list").children("device");
    assertEquals(2, devices.size());
    assertTrue(devices.getFirst().attrIs("id", "0"));
    assertFalse(devices.getFirst().has("key-index"));
    assertTrue(devices.getLast().attrIs("key-index", "1"));
    assertEquals(bia.lid.owner(), user.requireChild("lid").requireJid("val"));
  }

  @Test
  void whoIsAskedByLidIsAnsweredByLidWithoutALidChild() {
    Node user = usync(bia.lid.owner(), "devices", "lid");
    assertEquals(bia.lid.owner(), user.requireJid("jid"));
    assertFalse(user.child("lid").isPresent());
  }

  @Test
  void anUnknownNumberIsNotRegistered() {
    Node user = usync(UserJid.phone("5511900000000"), "contact", "devices");
    assertTrue(user.requireChild("contact").attrIs("type", "out"));
    assertFalse(user.child("devices").isPresent());
  }

  @Test
  void whatNobodyKnowsIsAnsweredWith501() {
    Node answer = a.ask("urn:nothing", "get", Node.of("something"));
    assertEquals("error", answer.requireAttr("type"));
    assertEquals("501", answer.requireChild("error").requireAttr("code"));
  }

  @Test
  void settingsAreReadBack() {
    a.ask(
        "privacy",
        "set",
        Node.of(
            "privacy",
            Node.builder("category").attr("name", "last").attr("value", "none").build()));
    Node privacy = a.ask("privacy", "get", Node.of("privacy")).requireChild("privacy");
    assertTrue(
        privacy.children("category").stream()
            .anyMatch(c -> c.attrIs("name", "last") && c.attrIs("value", "none")));
    assertTrue(a.ask("blocklist", "get").child("list").isPresent());
    assertEquals(
        "127.0.0.1:" + play.simulator.tlsPort(),
        a.ask("w:m", "set", Node.of("media_conn"))
            .requireChild("media_conn")
            .requireChild("host")
            .requireAttr("hostname"));
  }

  @Test
  void appStatePatchesAreVersionedAndConflictsAnswered() {
    Node first = patch(0);
    assertEquals("1", first.requireAttr("version"));
    assertFalse(first.has("type"));
    Node conflict = patch(0);
    assertTrue(conflict.attrIs("type", "error"));
    assertEquals("409", conflict.requireChild("error").requireAttr("code"));
    assertEquals(1, conflict.requireChild("patches").children("patch").size());
  }

  private Node patch(int base) {
    return a.ask(
            "w:sync:app:state",
            "set",
            Node.of(
                "sync",
                Node.builder("collection")
                    .attr("name", "regular")
                    .attr("version", base)
                    .children(Node.of("patch", new byte[0]))
                    .build()))
        .requireChild("sync")
        .requireChild("collection");
  }
}
