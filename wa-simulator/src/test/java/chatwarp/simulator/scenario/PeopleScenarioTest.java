package chatwarp.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.GroupDraft;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.PresenceState;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.SessionSignal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people see of each other, between two sessions of ours. */
@Timeout(120)
class PeopleScenarioTest {
  private static final String MINE = "5511999990001";
  private static final String THEIRS = "5511999990002";
  private static final UserJid ME = UserJid.phone(MINE);
  private static final UserJid THEM = UserJid.phone(THEIRS);

  private static final String JPEG = Base64.getEncoder().encodeToString(jpeg());

  private final Offline offline = new Offline(false);

  @AfterEach
  void close() {
    offline.close();
  }

  private Device device(String number, int id) {
    offline.account(number);
    return new Device(offline, id).pair(number);
  }

  @Test
  void seesWhoComesAndGoes() {
    Device mine = device(MINE, 1);
    Device theirs = device(THEIRS, 2);
    mine.session.sendPresence(true);
    theirs.session.sendPresence(false);
    mine.session.contacts().subscribePresence(THEM);
    mine.host.awaitSignal(SessionSignal.PresenceChanged.class, 1);
    theirs.session.sendPresence(true);
    SessionSignal.PresenceChanged came = awaitPresence(mine, PresenceState.AVAILABLE);
    assertEquals(THEM, came.person());
    assertEquals(Optional.empty(), came.lastSeen());
  }

  private static SessionSignal.PresenceChanged awaitPresence(Device device, PresenceState state) {
    for (int nth = 1; ; nth++) {
      SessionSignal.PresenceChanged change =
          device.host.awaitSignal(SessionSignal.PresenceChanged.class, nth);
      if (change.state() == state) {
        return change;
      }
    }
  }

  @Test
  void seesWhoTypes() {
    Device mine = device(MINE, 1);
    Device theirs = device(THEIRS, 2);
    mine.session.sendPresence(true);
    theirs.session.sendChatState(ME, ChatState.RECORDING);
    SessionSignal.ChatStateChanged typing =
        mine.host.awaitSignal(SessionSignal.ChatStateChanged.class, 1);
    assertEquals(ChatState.RECORDING, typing.state());
  }

  @Test
  void tellsThatAMessageWasRead() throws Exception {
    Device mine = device(MINE, 1);
    Device theirs = device(THEIRS, 2);
    mine.send("01", THEM, "hello");
    SessionFact.Received received = theirs.host.awaitFact(SessionFact.Received.class, 1);
    theirs
        .session
        .contacts()
        .markRead(
            received.message().key().chat(),
            received.message().sender(),
            List.of(new MessageId("3EB001")),
            false);
    for (int nth = 1; ; nth++) {
      SessionFact.ReceiptReceived receipt =
          mine.host.awaitFact(SessionFact.ReceiptReceived.class, nth);
      if (receipt.status() == MessageStatus.READ) {
        assertEquals(List.of(new MessageId("3EB001")), receipt.ids());
        return;
      }
    }
  }

  @Test
  void hearsOfThePicturesThatAPhoneShowsAndTakesAway() throws Exception {
    Device mine = device(MINE, 1);
    offline.account(THEIRS);
    assertEquals(Optional.empty(), mine.session.contacts().picture(THEM, true));
    offline.post("/admin/phones/" + THEIRS + "/picture", Map.of("data", JPEG));
    ProfilePicture first = changed(mine, 1, THEM).orElseThrow();
    offline.post("/admin/phones/" + THEIRS + "/picture", Map.of("data", JPEG));
    ProfilePicture second = changed(mine, 2, THEM).orElseThrow();
    assertEquals("127.0.0.1", second.url().getHost());
    assertNotEquals(first.url(), second.url());
    assertEquals(Optional.of(second), mine.session.contacts().picture(THEM, false));
    offline.post("/admin/phones/" + THEIRS + "/picture", Map.of());
    assertEquals(Optional.empty(), changed(mine, 3, THEM));
    assertEquals(Optional.empty(), mine.session.contacts().picture(THEM, false));
  }

  @Test
  void hearsOfItsOwnPictureAndStaysConnected() throws Exception {
    Device mine = device(MINE, 1);
    Device theirs = device(THEIRS, 2);
    assertEquals(Optional.empty(), theirs.session.contacts().picture(ME, false));
    mine.session.contacts().setPicture(Optional.empty(), Optional.of(jpeg()));
    Optional<ProfilePicture> shown = changed(mine, 1, ME);
    assertTrue(shown.isPresent());
    assertEquals(shown, changed(theirs, 1, ME));
    offline.post("/admin/phones/" + MINE + "/picture", Map.of());
    assertEquals(Optional.empty(), changed(mine, 2, ME));
    assertEquals(Optional.empty(), changed(theirs, 2, ME));
    mine.send("01", THEM, "still here");
    assertEquals(0, offline.violations().get("count").asInt());
  }

  @Test
  void hearsOfAGroupsPictureFromWhoeverChangesIt() {
    Device mine = device(MINE, 1);
    offline.account(THEIRS);
    GroupJid group = mine.session.groups().create(GroupDraft.of("Team", List.of(THEM))).id();
    String admin = "/admin/groups/" + group + "/picture";
    offline.post(admin, Map.of("by", THEIRS, "data", JPEG));
    assertEquals(mine.session.contacts().picture(group, false), changed(mine, 1, group));
    mine.session.contacts().setPicture(Optional.of(group), Optional.empty());
    assertEquals(Optional.empty(), changed(mine, 2, group));
    mine.session.contacts().setPicture(Optional.of(group), Optional.of(jpeg()));
    assertTrue(changed(mine, 3, group).isPresent());
    offline.post(admin, Map.of("by", THEIRS));
    assertEquals(Optional.empty(), changed(mine, 4, group));
    assertEquals(Optional.empty(), mine.session.contacts().picture(group, false));
  }

  @Test
  void hearsAfterwardsOfPicturesThatChangedMeanwhile() {
    Device mine = device(MINE, 1);
    offline.account(THEIRS);
    assertEquals(Optional.empty(), mine.session.contacts().picture(THEM, false));
    mine.session.disconnect();
    mine.awaitClosed();
    offline.post("/admin/phones/" + THEIRS + "/picture", Map.of("data", JPEG));
    mine.open();
    assertEquals(mine.session.contacts().picture(THEM, false), changed(mine, 1, THEM));
  }

  /** What the nth news of a picture says that there is now. */
  private static Optional<ProfilePicture> changed(Device device, int nth, Jid of) {
    SessionFact.PictureChanged news = device.host.awaitFact(SessionFact.PictureChanged.class, nth);
    assertEquals(of, news.of());
    return news.now();
  }

  /** The frame header of a picture of 640 x 640 pixels, which is all that is looked at. */
  private static byte[] jpeg() {
    return HexFormat.of().parseHex("ffd8ffc0000b080280028001011100ffd9");
  }
}
