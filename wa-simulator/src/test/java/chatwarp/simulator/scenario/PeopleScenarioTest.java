package chatwarp.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.PresenceState;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.SessionSignal;
import java.util.HexFormat;
import java.util.List;
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
  void seesThePictureThatSomebodyChose() throws Exception {
    Device mine = device(MINE, 1);
    Device theirs = device(THEIRS, 2);
    assertEquals(Optional.empty(), mine.session.contacts().picture(THEM, true));
    theirs.session.contacts().setPicture(Optional.empty(), Optional.of(jpeg()));
    SessionFact.PictureChanged changed = mine.host.awaitFact(SessionFact.PictureChanged.class, 1);
    assertFalse(changed.removed());
    ProfilePicture picture = mine.session.contacts().picture(THEM, false).orElseThrow();
    assertEquals("127.0.0.1", picture.url().getHost());
    theirs.session.contacts().setPicture(Optional.empty(), Optional.empty());
    assertTrue(mine.host.awaitFact(SessionFact.PictureChanged.class, 2).removed());
    assertEquals(Optional.empty(), mine.session.contacts().picture(THEM, false));
  }

  /** The frame header of a picture of 640 x 640 pixels, which is all that is looked at. */
  private static byte[] jpeg() {
    return HexFormat.of().parseHex("ffd8ffc0000b080280028001011100ffd9");
  }
}
