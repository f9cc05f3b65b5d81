package chatwarp.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PairingTest {
  private final Playground play = new Playground();

  @AfterEach
  void close() {
    play.close();
  }

  @Test
  void linksACompanionThatShowsItsQrAndLetsItLogIn() {
    TestDevice device = play.paired("Ana");
    assertEquals(1, device.jid.device());
    assertTrue(device.lid.isLid());
    try (TestClient client = TestClient.login(play.simulator, device)) {
      assertEquals("result", client.ask("w:p", "get").requireAttr("type"));
    }
  }

  @Test
  void theSamePushNameIsTheNextDeviceOfTheSameAccount() {
    TestDevice first = play.paired("Ana");
    TestDevice second = new TestDevice("Ana");
    TestClient.pair(
        play.simulator,
        second,
        qr -> play.post("/admin/mock-phone/scan-qr", qr).statusCode() == 200);
    assertEquals(first.jid.owner(), second.jid.owner());
    assertEquals(2, second.jid.device());
    assertNotEquals(first.jid.owner(), play.paired("Bia").jid.owner());
  }

  @Test
  void aQrIsRefusedWhenItsRefOrAKeyIsNotTheConnections() {
    TestDevice device = new TestDevice("Ana");
    TestDevice other = new TestDevice("Eve");
    try (TestClient client = TestClient.connect(play.simulator, device, device.registration())) {
      Node iq = client.await(stanza -> stanza.child("pair-device").isPresent());
      assertEquals(6, iq.requireChild("pair-device").children("ref").size());
      String ref = iq.requireChild("pair-device").children().getFirst().requireText();
      assertEquals(400, scan(device.qr("2@unknown")));
      assertEquals(400, scan(other.qr(ref)));
      assertEquals(400, scan("nonsense"));
      assertEquals(400, scan(""));
      assertEquals(200, scan("https://wa.me/settings/linked_devices#" + device.qr(ref)));
    }
  }

  private int scan(String qr) {
    return play.post("/admin/mock-phone/scan-qr", qr).statusCode();
  }

  @Test
  void aCompanionThatSignsWithAnotherKeyIsNotLinked() {
    TestDevice device = new TestDevice("Ana");
    try (TestClient client = TestClient.connect(play.simulator, device, device.registration())) {
      Node iq = client.await(stanza -> stanza.child("pair-device").isPresent());
      String ref = iq.requireChild("pair-device").children().getFirst().requireText();
      assertEquals(200, scan(device.qr(ref)));
      Node success = client.await(stanza -> stanza.child("pair-success").isPresent());
      TestDevice forger = new TestDevice("Eve");
      System.arraycopy(device.advSecret, 0, forger.advSecret, 0, 32);
      client.sign(forger, success);
      device.jid = forger.jid;
      assertTrue(client.await(stanza -> stanza.is("stream:error")).attrIs("code", "401"));
      client.awaitEnd();
    }
    try (TestClient client = TestClient.connect(play.simulator, device, device.login())) {
      assertTrue(client.await(stanza -> stanza.is("failure")).attrIs("reason", "401"));
    }
  }

  @Test
  void aLoginWithAnotherNoiseKeyIsRefusedAndClosed() {
    TestDevice device = play.paired("Ana");
    TestDevice thief = new TestDevice("Eve");
    thief.jid = device.jid;
    try (TestClient client = TestClient.connect(play.simulator, thief, thief.login())) {
      assertTrue(client.await(stanza -> stanza.is("failure")).attrIs("reason", "401"));
      client.awaitEnd();
    }
  }

  @Test
  void aSecondLoginReplacesTheFirst() {
    TestDevice device = play.paired("Ana");
    try (TestClient first = TestClient.login(play.simulator, device);
        TestClient second = TestClient.login(play.simulator, device)) {
      Node end = first.await(stanza -> stanza.is("stream:error"));
      assertTrue(end.requireChild("conflict").attrIs("type", "replaced"));
      first.awaitEnd();
      assertEquals("result", second.ask("w:p", "get").requireAttr("type"));
    }
  }

  @Test
  void aCompanionThatUnlinksItselfIsForgotten() {
    TestDevice device = play.paired("Ana");
    try (TestClient client = TestClient.active(play.simulator, device)) {
      client.ask(
          "md",
          "set",
          Node.builder("remove-companion-device")
              .attr("jid", device.jid)
              .attr("reason", "user_initiated")
              .build());
      assertTrue(client.await(stanza -> stanza.is("stream:error")).attrIs("code", "401"));
    }
    try (TestClient client = TestClient.connect(play.simulator, device, device.login())) {
      assertTrue(client.await(stanza -> stanza.is("failure")).attrIs("reason", "401"));
    }
  }

  @Test
  void anotherDeviceHearsThatADeviceWasAdded() {
    TestDevice first = play.paired("Ana");
    try (TestClient client = TestClient.active(play.simulator, first)) {
      TestDevice second = play.paired("Ana");
      Node news =
          client.await(stanza -> stanza.is("notification") && stanza.attrIs("type", "devices"));
      Node added = news.requireChild("add");
      assertEquals(second.jid, added.requireChild("device").requireJid("jid"));
      assertTrue(added.requireAttr("device_hash").startsWith("2:"));
      assertTrue(added.requireChild("key-index-list").requireBytes().length > 64);
    }
  }
}
