package chatwarp.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.contract.RecordingHost;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ProtocolSession;
import chatwarp.domain.port.Sending;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.SessionSignal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server and phones that misbehave, each in one way. */
class TroubleScenarioTest {
  private static final String MINE = "5511999990001";
  private static final String THEIRS = "5511999990002";
  private static final UserJid ME = UserJid.phone(MINE);
  private static final UserJid THEM = UserJid.phone(THEIRS);

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

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"garbage_frame", "truncated_frame"})
  void endsAConnectionWhoseFramesCannotBeTrusted(String fault) throws Exception {
    device.pair(MINE);
    offline.fault(MINE, Map.of("kind", fault));
    assertEquals(DisconnectReason.CONNECTION_LOST, device.awaitClosed());
    device.open();
    device.send("A1", THEM, "still here");
    assertEquals(List.of("still here"), offline.awaitTexts(THEIRS, 1));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"malformed_frame", "oversize_frame"})
  void dropsAFrameThatHoldsNoNode(String fault) throws Exception {
    device.pair(MINE);
    offline.fault(MINE, Map.of("kind", fault));
    device.send("A1", THEM, "still here");
    assertEquals(List.of("still here"), offline.awaitTexts(THEIRS, 1));
    assertEquals(
        1, device.host.signals().stream().filter(SessionSignal.Closed.class::isInstance).count());
  }

  @Test
  void saysThatARequestTimedOutOnTheServerAndAsksAgainWhenToldTo() {
    device.pair(MINE);
    offline.fault(MINE, Map.of("kind", "iq_error", "xmlns", "usync"));
    SessionException.Refused refused =
        assertThrows(SessionException.Refused.class, () -> device.session.lookup(List.of(THEM)));
    assertEquals(408, refused.code());
    assertTrue(device.session.lookup(List.of(THEM)).getFirst().exists());
  }

  @Test
  void saysThatAMessageTimedOutOnTheServer() throws Exception {
    device.pair(MINE);
    offline.fault(MINE, Map.of("kind", "nack", "code", 408));
    assertEquals(
        new Sending.Outcome.Refused(408),
        device.session.send(Device.text("A1", THEM, "late")).outcome().get(20, TimeUnit.SECONDS));
    device.send("A2", THEM, "next");
    assertEquals(List.of("next"), offline.awaitTexts(THEIRS, 1));
  }

  @ParameterizedTest(name = "stream error {0} means {1}")
  @CsvSource({"503, SERVICE_UNAVAILABLE", "515, RESTART_REQUIRED", "429, RATE_LIMITED"})
  void saysWhyTheServerEndedTheStream(int code, DisconnectReason reason) {
    device.pair(MINE);
    offline.fault(MINE, Map.of("kind", "stream_error", "code", code));
    assertEquals(reason, device.awaitClosed());
  }

  @ParameterizedTest(name = "failure {0} means {1}")
  @CsvSource({"405, CLIENT_TOO_OLD", "403, ACCOUNT_LOCKED", "503, SERVICE_UNAVAILABLE"})
  void saysWhyALoginWasRefused(int code, DisconnectReason reason) {
    device.pair(MINE);
    device.session.disconnect();
    assertEquals(DisconnectReason.CLOSED_BY_USER, device.awaitClosed());
    offline.fault(MINE, Map.of("kind", "login_failure", "code", code));
    device.session.connect();
    assertEquals(reason, device.awaitClosed());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"wrong_signature", "wrong_hmac"})
  void refusesAPairingThatThePhoneDidNotSign(String fault) {
    device.session.connect();
    String qr = device.host.awaitSignal(SessionSignal.QrOffered.class, 1).qr();
    offline.post("/admin/mock-phone/scan-qr?phone=" + MINE + "&fault=" + fault, qr);
    assertEquals(DisconnectReason.PAIRING_REFUSED, device.awaitClosed());
    assertTrue(device.host.facts().stream().noneMatch(SessionFact.Paired.class::isInstance));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"corrupt_mac", "unknown_prekey"})
  void asksAgainForAMessageThatItCannotRead(String fault) {
    device.pair(MINE);
    offline.post(
        "/admin/phones/" + THEIRS + "/send",
        Map.of("to", ME.toString(), "text", "second try", "fault", fault));
    device.host.awaitFact(SessionFact.Received.class, 1);
    assertEquals(List.of("second try"), device.received());
  }

  @Test
  void getsWhatTheServerHasNothingOfFromItsPhone() {
    device.pair(MINE);
    offline.fault(MINE, Map.of("kind", "unavailable"));
    offline.sendText(THEIRS, ME, "only the phone has it");
    device.host.awaitFact(SessionFact.Received.class, 1);
    assertEquals(List.of("only the phone has it"), device.received());
    offline.sendText(THEIRS, ME, "next");
    device.host.awaitFact(SessionFact.Received.class, 2);
    assertEquals(List.of("only the phone has it", "next"), device.received());
  }

  @Test
  void takesAMessageThatComesTwiceOnce() {
    device.pair(MINE);
    offline.post(
        "/admin/phones/" + THEIRS + "/send",
        Map.of("to", ME.toString(), "text", "once", "fault", "twice"));
    offline.sendText(THEIRS, ME, "next");
    device.host.awaitFact(SessionFact.Received.class, 2);
    assertEquals(List.of("once", "next"), device.received());
  }

  @Test
  void readsMessagesThatOvertakeEachOther() {
    device.pair(MINE);
    offline.sendText(THEIRS, ME, "zero");
    device.host.awaitFact(SessionFact.Received.class, 1);
    for (String text : List.of("one", "two")) {
      offline.post(
          "/admin/phones/" + THEIRS + "/send",
          Map.of("to", ME.toString(), "text", text, "fault", "hold"));
    }
    offline.post("/admin/phones/" + THEIRS + "/release", Map.of());
    device.host.awaitFact(SessionFact.Received.class, 3);
    assertEquals(List.of("zero", "two", "one"), device.received());
  }

  @Test
  void sendsAgainWhatAPhoneCouldNotRead() throws Exception {
    device.pair(MINE);
    device.send("A1", THEM, "one");
    offline.awaitTexts(THEIRS, 1);
    offline.sendText(THEIRS, ME, "so that both have a session");
    device.host.awaitFact(SessionFact.Received.class, 1);
    offline.post(
        "/admin/phones/" + THEIRS + "/forget-session",
        Map.of("device", MINE + ":1@s.whatsapp.net"));
    device.send("A2", THEM, "two");
    assertEquals(List.of("one", "two"), offline.awaitTexts(THEIRS, 2));
    device.send("A3", THEM, "three");
    assertEquals(List.of("one", "two", "three"), offline.awaitTexts(THEIRS, 3));
  }

  @Test
  void givesUpTheMessageOverWhichTheServerEndsTheStreamTwice() throws Exception {
    device.pair(MINE);
    offline.fault(MINE, Map.of("kind", "drop_ack"));
    offline.fault(MINE, Map.of("kind", "bad_stanza", "id", "3EB0A2", "times", 1000));
    CompletableFuture<Sending.Outcome> innocent =
        device.session.send(Device.text("A1", THEM, "one")).outcome();
    CompletableFuture<Sending.Outcome> poison =
        device.session.send(Device.text("A2", THEM, "poison")).outcome();
    assertEquals(DisconnectReason.SERVER_ERROR, device.awaitClosed());
    assertFalse(poison.isDone());
    device.session.connect();
    assertEquals(DisconnectReason.SERVER_ERROR, device.awaitClosed());

    Sending.Outcome.Refused refused =
        new Sending.Outcome.Refused(SessionFact.SendRefused.ENDED_THE_STREAM);
    assertEquals(refused, poison.get(20, TimeUnit.SECONDS));
    assertInstanceOf(Sending.Outcome.Acked.class, innocent.get(20, TimeUnit.SECONDS));
    assertEquals(
        new SessionFact.SendRefused(THEM, new MessageId("3EB0A2"), refused.code()),
        device.host.awaitFact(SessionFact.SendRefused.class, 1));
    assertEquals(List.of(), device.waiting());

    device.reopen();
    device.send("A3", THEM, "two");
    assertEquals(List.of("one", "two"), offline.awaitTexts(THEIRS, 2));
    assertEquals(0, offline.violations().get("count").asInt());
  }

  @Test
  void givesUpAQrThatNobodyScansWithoutLosingItsKeys() {
    device.session.connect();
    String first = device.host.awaitSignal(SessionSignal.QrOffered.class, 1).qr();
    device.session.disconnect();
    device.awaitClosed();
    device.session.connect();
    String second = device.host.awaitSignal(SessionSignal.QrOffered.class, 2).qr();
    assertFalse(first.equals(second));
    assertEquals(List.of(first.split(",")).subList(1, 5), List.of(second.split(",")).subList(1, 5));
  }

  @Test
  void isReplacedWhenTheSameDeviceLogsInElsewhere() {
    device.pair(MINE);
    RecordingHost first = device.host;
    ProtocolSession firstSession = device.session;
    device.join();
    device.open();
    assertEquals(
        DisconnectReason.REPLACED, first.awaitSignal(SessionSignal.Closed.class, 2).reason());
    firstSession.close();
  }
}
