package chatwarp.application.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.application.message.MediaSource;
import chatwarp.application.message.Recipient;
import chatwarp.application.message.SendException;
import chatwarp.application.world.World;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.GroupDraft;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.InstanceState;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.FetchException;
import chatwarp.domain.port.MediaException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The own picture and what is heard of others', on a whole application in memory. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ProfileServiceTest {
  private static final UserJid ME = UserJid.phone(World.MINE);
  private static final UserJid THEM = UserJid.phone(World.THEIRS);
  private static final InstanceSettings NO_GROUPS =
      new InstanceSettings(false, "", true, false, false, false, false, "");

  private final World world = new World();

  @AfterEach
  void close() {
    assertEquals(List.of(), world.spooled(), "a spool file was left behind");
    world.close();
  }

  private MediaSource web(byte... bytes) {
    return new MediaSource.Remote(world.web.serve("http://127.0.0.1/p.jpg", "image/jpeg", bytes));
  }

  private MediaSource upload(byte... bytes) throws IOException {
    Path file = Files.createTempFile(world.spool, "up", ".part");
    Files.write(file, bytes);
    return new MediaSource.Spooled(file, Optional.empty());
  }

  private void show(MediaSource picture) {
    world.application.profiles().picture(World.SHOP, Optional.of(picture));
  }

  private Optional<ProfilePicture> seen(UserJid of) {
    return world.application.chats().picture(World.SHOP, new Recipient.Address(of)).picture();
  }

  @Test
  void showsAPictureAndTakesItAwayAndStaysOpen() throws IOException {
    world.open();
    int connections = world.whatsApp.connections();
    show(web((byte) 1));
    String shown = seen(ME).orElseThrow().url().toString();
    show(upload((byte) 1, (byte) 2));
    world.application.profiles().picture(World.SHOP, Optional.empty());
    assertEquals(Optional.empty(), seen(ME));
    List<String> told = world.awaitTold(EventKind.CONTACTS_UPDATE, 3);
    assertTrue(told.get(0).contains(shown), told::toString);
    assertTrue(told.get(1).contains(shown), told::toString);
    assertTrue(told.get(2).contains("picture=Optional.empty"), told::toString);
    world.awaitState(InstanceState.Connected.class);
    assertEquals(connections, world.whatsApp.connections());
  }

  @Test
  void refusesWhatIsNoPictureOrCannotBeHad() throws IOException {
    world.open();
    MediaSource none = upload();
    assertThrows(MediaException.class, () -> show(none));
    MediaSource gone = new MediaSource.Remote(URI.create("http://127.0.0.1/gone"));
    assertThrows(FetchException.Failed.class, () -> show(gone));
    assertEquals(Optional.empty(), seen(ME));
  }

  @Test
  void doesNothingWhileItIsNotConnected() throws IOException {
    world.created();
    MediaSource upload = upload((byte) 1);
    assertThrows(SendException.NotConnected.class, () -> show(upload));
    // Nothing is downloaded for nothing either.
    MediaSource gone = new MediaSource.Remote(URI.create("http://127.0.0.1/gone"));
    assertThrows(SendException.NotConnected.class, () -> show(gone));
    assertThrows(
        SendException.NotConnected.class,
        () -> world.application.profiles().picture(World.SHOP, Optional.empty()));
  }

  @Test
  void tellsOfThePicturesOfKnownPeopleAlsoAfterARestart() {
    world.open();
    world.them().showPicture(Optional.of(new byte[] {1}));
    assertEquals(List.of(), world.told(EventKind.CONTACTS_UPDATE));
    world.them().sendText(ME, "hello");
    world.awaitTold(EventKind.CONTACTS_UPSERT, 1);
    world.crash();
    world.time.advance(Duration.ZERO);
    world.awaitState(InstanceState.Connected.class);
    world.them().showPicture(Optional.of(new byte[] {1, 2}));
    world.them().showPicture(Optional.empty());
    List<String> told = world.awaitTold(EventKind.CONTACTS_UPDATE, 2);
    assertTrue(told.get(0).contains(THEM.toString()), told::toString);
    assertTrue(told.get(0).contains("http://127.0.0.1:1/pps/"), told::toString);
    assertTrue(told.get(1).contains("picture=Optional.empty"), told::toString);
  }

  @Test
  void tellsOfAGroupsPictureUnlessGroupsAreIgnored() {
    world.open(NO_GROUPS);
    GroupJid ignored = world.me().groups().create(GroupDraft.of("Team", List.of(THEM))).id();
    world.application.groups().picture(World.SHOP, ignored, Optional.of(web((byte) 1)));
    show(web((byte) 1));
    world.awaitTold(EventKind.CONTACTS_UPDATE, 1);
    assertEquals(List.of(), world.told(EventKind.GROUP_UPDATE));
  }

  @Test
  void tellsThatAGroupsPictureIsGone() {
    world.open();
    GroupJid group = world.me().groups().create(GroupDraft.of("Team", List.of(THEM))).id();
    world.application.groups().picture(World.SHOP, group, Optional.of(web((byte) 1)));
    world.application.groups().picture(World.SHOP, group, Optional.empty());
    List<String> told = world.awaitTold(EventKind.GROUP_UPDATE, 2);
    assertTrue(told.get(0).contains("http://127.0.0.1:1/pps/"), told::toString);
    assertTrue(told.get(1).contains("picture=Optional.empty"), told::toString);
    assertEquals(List.of(), world.told(EventKind.CHATS_UPDATE));
  }
}
