package chatwarp.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeEncoder;
import chatwarp.adapters.wa.node.NodeFormatException;
import chatwarp.adapters.wa.noise.FrameCipherException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GarbageTest {
  private final Playground play = new Playground();

  @AfterEach
  void close() {
    play.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "another protocol, 57410503",
    "another dictionary, 57410602",
    "HTTP, 474554202f",
    "no ClientHello, 57410603000000",
    "a ClientHello that is no protobuf, 57410603000003ffffff",
    "an ephemeral of 3 bytes, 5741060300000712050a03010203",
    "a point of small order, "
        + "574106030000261224" // length 38: clientHello of 36 bytes holding an ephemeral of zeros
        + "0a20"
        + "0000000000000000000000000000000000000000000000000000000000000000"
        + "2000",
  })
  void closesWhenTheBeginningIs(String what, String hex) {
    try (TestClient client = TestClient.silent(play.simulator)) {
      client.raw(java.util.HexFormat.of().parseHex(hex));
      client.awaitEnd();
    }
    assertAlive();
  }

  @Test
  void acceptsAStreamThatArrivesByteByByteBehindARoutingPrefix() {
    try (TestClient client = TestClient.silent(play.simulator)) {
      byte[] start = java.util.HexFormat.of().parseHex("4544000100000401020304574106");
      for (byte one : start) {
        client.raw(new byte[] {one});
      }
      client.raw(java.util.HexFormat.of().parseHex("03000003ffffff"));
      client.awaitEnd();
    }
    assertAlive();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "an invalid token, 00f80219f0",
    "no node at all, 00",
    "a message without id, 00f80113",
    "flags only and a broken body, 02ffff",
  })
  void endsAStreamAfter(String what, String plaintext) {
    TestDevice device = play.paired("Ana");
    try (TestClient client = TestClient.active(play.simulator, device)) {
      client.plaintext(java.util.HexFormat.of().parseHex(plaintext));
      Node end = client.await(stanza -> stanza.is("stream:error"));
      assertTrue(end.child("xml-not-well-formed").isPresent());
      client.awaitEnd();
    }
    assertEquals(
        "bad_stanza",
        play.get("/admin/violations").path("violations").get(0).path("kind").asString());
    assertAlive();
  }

  @Test
  void closesWhenAFrameCannotBeDecrypted() {
    TestDevice device = play.paired("Ana");
    try (TestClient client = TestClient.active(play.simulator, device)) {
      client.frame(new byte[64]);
      client.awaitEnd();
    }
    assertAlive();
  }

  @Test
  void survivesTruncatedAndFlippedStanzas() {
    long seed = 20_261_122;
    Random random = new Random(seed);
    TestDevice device = play.paired("Ana");
    byte[] whole =
        NodeEncoder.encode(
            Ciphertexts.message(
                "M1", device.jid.owner(), device.jid, Ciphertexts.signal(1, 1, "text")));
    for (int i = 0; i < 60; i++) {
      byte[] broken = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      try (TestClient client = TestClient.login(play.simulator, device)) {
        client.plaintext(broken);
      }
    }
    assertAlive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage_frame", "oversize_frame", "malformed_frame"})
  void sendsBrokenFramesOnDemand(String kind) {
    TestDevice device = play.paired("Ana");
    try (TestClient client = TestClient.active(play.simulator, device)) {
      play.fault(device, kind, "");
      RuntimeException refused =
          assertThrows(RuntimeException.class, () -> client.await(_ -> false));
      assertEquals(
          kind.equals("garbage_frame") ? FrameCipherException.class : NodeFormatException.class,
          refused.getClass());
    }
  }

  @Test
  void refusesALoginOnDemand() {
    TestDevice device = play.paired("Ana");
    play.fault(device, "login_failure", ",\"code\":402");
    try (TestClient client = TestClient.connect(play.simulator, device, device.login())) {
      assertTrue(client.await(stanza -> stanza.is("failure")).attrIs("reason", "402"));
    }
    TestClient.login(play.simulator, device).close();
  }

  private void assertAlive() {
    assertEquals(200, play.call("GET", "/admin/root-key", "").statusCode());
  }
}
