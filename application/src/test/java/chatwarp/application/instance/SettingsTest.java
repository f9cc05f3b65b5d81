package chatwarp.application.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.application.world.World;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.contract.InMemoryWhatsApp.SeenRead;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.GroupDraft;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.port.ChatFilter;
import chatwarp.domain.port.ChatState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an instance's settings do, on a whole application in memory. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SettingsTest {
  private static final InstanceSettings READ =
      new InstanceSettings(false, "", false, false, true, false, false, "");
  private static final InstanceSettings NO_GROUPS =
      new InstanceSettings(false, "", true, false, true, false, false, "");

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  private int unread() {
    return world.application.chats().chats(World.SHOP, ChatFilter.ALL, 0, 9).getFirst().unread();
  }

  @Test
  void tellsThatMessagesWereReadOnceTheyAreKept() {
    world.open(READ);
    MessageId id = world.them().sendText(world.me().jid(), "hello");
    SeenRead read =
        new SeenRead(world.me().jid(), world.them().jid(), world.them().jid(), id, false);
    World.awaitTrue(() -> world.whatsApp.reads().equals(List.of(read)), () -> "not told");
    World.awaitTrue(() -> unread() == 0, () -> "still unread");
  }

  @Test
  void tellsNobodyByDefault() {
    world.open();
    world.them().sendText(world.me().jid(), "hello");
    world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
    assertEquals(List.of(), world.whatsApp.reads());
    assertEquals(1, unread());
  }

  @Test
  void hearsNothingOfGroupsWhenTheyAreIgnored() {
    world.open(NO_GROUPS);
    GroupJid group =
        world.me().groups().create(GroupDraft.of("Team", List.of(world.them().jid()))).id();
    world.them().type(group, ChatState.COMPOSING);
    world.them().send(group, TextContent.of("hi"));
    world.them().sendText(world.me().jid(), "last");
    world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
    assertEquals(List.of(), world.told(EventKind.PRESENCE_UPDATE));
    assertEquals(List.of(), world.told(EventKind.GROUPS_UPSERT));
    assertEquals(1, world.told(EventKind.MESSAGES_UPSERT).size());
    World.awaitTrue(() -> world.whatsApp.reads().size() == 1, () -> "read more, or nothing");
  }
}
