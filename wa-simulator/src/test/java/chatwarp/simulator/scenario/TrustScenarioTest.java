package chatwarp.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.Sending;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.SessionSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Accounts that take nothing from whom they have not issued a token to. */
@Timeout(120)
class TrustScenarioTest {
  private static final String MINE = "5511999990001";
  private static final String THEIRS = "5511999990002";
  private static final String OTHER = "5511999990003";
  private static final UserJid ME = UserJid.phone(MINE);
  private static final UserJid THEM = UserJid.phone(THEIRS);
  private static final Sending.Outcome STRANGER = new Sending.Outcome.Refused(463);

  private Offline offline;
  private Device device;

  @BeforeEach
  void start() {
    offline = new Offline(false);
    offline.account(MINE);
    offline.account(THEIRS);
    device = new Device(offline, 1);
  }

  @AfterEach
  void stop() {
    device.session.close();
    offline.close();
  }

  private void restrict(String number) {
    offline.post("/admin/accounts/" + number + "/restricted", Map.of("restricted", true));
  }

  /** They let us in as of so long ago; done once a text that they send afterwards is here. */
  private void letIn(Duration ago) {
    trust(ago);
    settle();
  }

  private void trust(Duration ago) {
    long at = Instant.now().minus(ago).getEpochSecond();
    offline.post("/admin/phones/" + THEIRS + "/trust", Map.of("to", MINE, "at", at));
  }

  private void settle() {
    int before = device.received().size();
    offline.sendText(THEIRS, ME, "settled");
    device.host.awaitFact(SessionFact.Received.class, before + 1);
  }

  private Sending.Outcome write(String id, String text) throws Exception {
    return device.session.send(Device.text(id, THEM, text)).outcome().get(20, TimeUnit.SECONDS);
  }

  private void assertAcked(Sending.Outcome outcome) {
    assertTrue(outcome instanceof Sending.Outcome.Acked, outcome.toString());
  }

  private void assertNoViolation() {
    JsonNode violations = offline.violations();
    assertEquals(0, violations.get("count").asInt(), violations.toString());
  }

  @Test
  void mayWriteToARestrictedAccountOnceItsTokenCame() throws Exception {
    device.pair(MINE);
    restrict(THEIRS);
    assertEquals(STRANGER, write("A1", "hello?"));
    assertTrue(device.waiting().isEmpty(), "it is not sent again");
    // Their phone issues its token with the message; the next one comes behind it.
    settle();
    settle();
    assertAcked(write("A2", "at last"));
    assertEquals(List.of("at last"), offline.awaitTexts(THEIRS, 1));
    assertNoViolation();
  }

  @Test
  void tellsTheApplicationTheCodeOfTheRefusal() throws Exception {
    device.pair(MINE);
    restrict(THEIRS);
    write("A1", "hello?");
    assertEquals(
        new SessionFact.SendRefused(THEM, new MessageId("3EB0A1"), 463),
        device.host.awaitFact(SessionFact.SendRefused.class, 1));
  }

  @Test
  void remembersTheTokenOverAReconnectAndInANewSession() throws Exception {
    device.pair(MINE);
    restrict(THEIRS);
    letIn(Duration.ZERO);
    offline.fault(MINE, Map.of("kind", "close"));
    device.awaitClosed();
    device.open();
    assertAcked(write("A1", "after a reconnect"));
    device.session.close();
    device.renew();
    device.open();
    assertAcked(write("A2", "in a new session"));
    assertEquals(List.of("after a reconnect", "in a new session"), offline.awaitTexts(THEIRS, 2));
    assertNoViolation();
  }

  @Test
  void showsNoTokenThatIsOver() throws Exception {
    device.pair(MINE);
    restrict(THEIRS);
    trust(Duration.ofDays(28));
    // From another one, for they would issue a new token with a message.
    offline.account(OTHER);
    offline.sendText(OTHER, ME, "behind the token");
    device.host.awaitFact(SessionFact.Received.class, 1);
    assertEquals(STRANGER, write("A1", "too late"));
    // It would be reported, had it been shown.
    assertNoViolation();
  }

  @Test
  void letsThoseInToWhomItWrites() throws Exception {
    device.pair(MINE);
    restrict(MINE);
    JsonNode refused =
        offline.post("/admin/phones/" + THEIRS + "/send", Map.of("to", MINE, "text", "hello?"));
    String id = refused.get("id").asString();
    JsonNode ack = offline.get("/admin/phone-events?phone=" + THEIRS + "&wait_ms=20000&id=" + id);
    assertEquals(463, ack.get("events").get(0).get("error").asInt());
    device.send("A1", THEM, "hello");
    JsonNode trusted =
        offline.get("/admin/phone-events?phone=" + THEIRS + "&wait_ms=20000&id=" + ME);
    assertEquals(1, trusted.get("events").size());
    offline.sendText(THEIRS, ME, "at last");
    device.host.awaitFact(SessionFact.Received.class, 1);
    assertEquals(List.of("at last"), device.received());
    assertNoViolation();
  }

  @Test
  void seesPictureAndPresenceOfARestrictedAccountByItsToken() throws Exception {
    device.pair(MINE);
    device.session.sendPresence(true);
    Device theirs = new Device(offline, 2).pair(THEIRS);
    theirs.session.sendPresence(false);
    byte[] jpeg = HexFormat.of().parseHex("ffd8ffc0000b080280028001011100ffd9");
    theirs.session.contacts().setPicture(Optional.empty(), Optional.of(jpeg));
    restrict(THEIRS);
    assertFalse(device.session.contacts().picture(THEM, true).isPresent());
    device.session.contacts().subscribePresence(THEM);
    theirs.send("B1", ME, "hello");
    device.host.awaitFact(SessionFact.Received.class, 1);
    settle();
    assertTrue(device.session.contacts().picture(THEM, true).isPresent());
    assertTrue(
        device.host.signals().stream().noneMatch(SessionSignal.PresenceChanged.class::isInstance));
    device.session.contacts().subscribePresence(THEM);
    assertEquals(THEM, device.host.awaitSignal(SessionSignal.PresenceChanged.class, 1).person());
    assertNoViolation();
    theirs.session.close();
  }

  @Test
  void goesOnWithTheTokensOfItsPhone() throws Exception {
    offline.post("/admin/phones/" + MINE + "/contacts", Map.of("phone", THEIRS, "name", "Them"));
    restrict(THEIRS);
    offline.sendText(THEIRS, ME, "to your phone alone");
    offline.get("/admin/phone-events?phone=" + MINE + "&wait_ms=20000&id=" + THEM);
    device.pair(MINE);
    awaitHistory();
    assertAcked(write("A1", "from the computer"));
    assertNoViolation();
  }

  /** The phone gives its computer a key and three pieces of history, each once the last is kept. */
  private void awaitHistory() {
    String events = "/admin/phone-events?phone=" + MINE + "&wait_ms=20000&count=";
    int kept = 0;
    for (int count = 4; kept < 4; count++) {
      kept = 0;
      JsonNode seen = offline.get(events + count).get("events");
      for (JsonNode event : seen) {
        kept += event.path("type").asString("").equals("peer_msg") ? 1 : 0;
      }
      assertTrue(seen.size() >= count, "the history is not kept in time");
    }
  }
}
