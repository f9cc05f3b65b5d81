package chatwarp.application.group;

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
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupRole;
import chatwarp.domain.model.ParticipantAction;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatFilter;
import chatwarp.domain.port.GroupJoin;
import chatwarp.domain.port.SessionException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Managing groups, on a whole application in memory. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GroupServiceTest {
  private static final UserJid THEM = UserJid.phone(World.THEIRS);
  private static final Recipient.Phone NOBODY =
      new Recipient.Phone(
          "5511000000000", List.of(UserJid.phone("5511000000000")), UserJid.phone("5511000000000"));

  private final World world = new World();

  @AfterEach
  void close() {
    assertEquals(List.of(), world.spooled(), "a spool file was left behind");
    world.close();
  }

  private Groups groups() {
    return world.application.groups();
  }

  private GroupCreated created(boolean promote) {
    NewGroup plain = NewGroup.of("Team", List.of(new Recipient.Address(THEM), NOBODY));
    return groups()
        .create(
            World.SHOP,
            new NewGroup(
                plain.subject(),
                plain.participants(),
                plain.description(),
                promote,
                false,
                false,
                false,
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void leavesNumbersWithoutAnAccountOutOfANewGroup() {
    world.open();
    GroupCreated created = created(false);
    assertEquals(List.of(NOBODY), created.unknown());
    assertEquals(2, created.group().size());
    String told = world.awaitTold(EventKind.GROUPS_UPSERT, 1).getFirst();
    assertTrue(told.contains("Team"), told);
    assertTrue(world.awaitTold(EventKind.CHATS_UPSERT, 1).getFirst().contains("Team"));
  }

  @Test
  void makesThoseWhoCameInAdminsWhenAsked() {
    world.open();
    GroupMetadata group = created(true).group();
    assertEquals(GroupRole.ADMIN, group.member(THEM).orElseThrow().role());
  }

  @Test
  void saysForEachPersonWhatCameOfAChange() {
    world.open();
    GroupJid group = created(false).group().id();
    MembersChanged changed =
        groups()
            .change(
                World.SHOP,
                group,
                ParticipantAction.REMOVE,
                List.of(new Recipient.Address(THEM), NOBODY));
    assertEquals(List.of(NOBODY), changed.unknown());
    assertTrue(changed.results().getFirst().done());
    assertEquals(
        List.of(), groups().change(World.SHOP, group, ParticipantAction.ADD, List.of()).results());
    assertTrue(
        world.awaitTold(EventKind.GROUP_PARTICIPANTS_UPDATE, 1).getFirst().contains("Removed"));
  }

  @Test
  void namesMembersByWhatTheyCallThemselves() {
    world.open();
    world.them().sendText(world.me().jid(), "hello");
    world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
    GroupJid group = created(false).group().id();
    assertEquals(
        List.of(Optional.empty(), Optional.of("phone " + World.THEIRS)),
        groups().members(World.SHOP, group).stream().map(Member::name).toList());
  }

  @Test
  void setsSubjectDescriptionAndPicture() {
    world.open();
    GroupJid group = created(false).group().id();
    groups().subject(World.SHOP, group, "New name");
    groups().description(World.SHOP, group, Optional.of("said"));
    groups()
        .picture(
            World.SHOP,
            group,
            Optional.of(
                new MediaSource.Remote(
                    world.web.serve("http://127.0.0.1/p.jpg", "image/jpeg", (byte) 1))));
    GroupMetadata now = groups().metadata(World.SHOP, group);
    assertEquals("New name", now.subject());
    assertEquals("said", now.description().orElseThrow().text());
    assertTrue(
        world
            .application
            .chats()
            .picture(World.SHOP, new Recipient.Address(group))
            .picture()
            .isPresent());
    assertEquals(List.of(now), groups().all(World.SHOP));
    world.awaitTold(EventKind.GROUP_UPDATE, 2);
  }

  @Test
  void joinsByACodeAndLeaves() {
    world.open();
    GroupJid theirs = world.them().groups().create(GroupDraft.of("Theirs", List.of())).id();
    String code = world.them().groups().inviteCode(theirs);
    assertEquals("Theirs", groups().inviteInfo(World.SHOP, code).subject());
    assertEquals(new GroupJoin.Joined(theirs), groups().join(World.SHOP, code));
    groups().leave(World.SHOP, theirs);
    assertEquals(List.of(), groups().all(World.SHOP));
    SessionException.Refused refused =
        assertThrows(SessionException.Refused.class, () -> groups().metadata(World.SHOP, theirs));
    assertEquals(403, refused.code());
  }

  @Test
  void callsAChatLikeItsGroup() {
    world.open();
    GroupJid group =
        world.them().groups().create(GroupDraft.of("Old", List.of(world.me().jid()))).id();
    world.awaitTold(EventKind.GROUPS_UPSERT, 1);
    world.whatsApp.renameQuietly(group, "Renamed");
    groups().all(World.SHOP);
    World.awaitTrue(
        () ->
            world.application.chats().chats(World.SHOP, ChatFilter.ALL, 0, 9).stream()
                .anyMatch(chat -> chat.name().equals(Optional.of("Renamed"))),
        () -> "not named");
  }

  @Test
  void saysThatThereIsNoConnection() {
    world.created();
    assertThrows(SendException.NotConnected.class, () -> groups().all(World.SHOP));
  }
}
