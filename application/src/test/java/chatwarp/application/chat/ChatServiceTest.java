package chatwarp.application.chat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.application.message.MediaOrder;
import chatwarp.application.message.MediaSource;
import chatwarp.application.message.Recipient;
import chatwarp.application.message.SendContent;
import chatwarp.application.message.SendException;
import chatwarp.application.message.SendOptions;
import chatwarp.application.message.SendRequest;
import chatwarp.application.message.SendSettings;
import chatwarp.application.world.World;
import chatwarp.domain.content.AudioContent;
import chatwarp.domain.content.DocumentContent;
import chatwarp.domain.content.MediaContent;
import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.contract.InMemoryWhatsApp.SeenPresence;
import chatwarp.domain.contract.InMemoryWhatsApp.SeenRead;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.GroupDraft;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InstanceState;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.Sha256;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatFilter;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.MediaException;
import chatwarp.domain.port.MessageFilter;
import chatwarp.domain.port.StoredMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Looking at chats, on a whole application in memory. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ChatServiceTest {
  private static final UserJid THEM = UserJid.phone(World.THEIRS);
  private static final UserJid NOBODY = UserJid.phone("5511000000000");

  /** A file too large to give that is nowhere. */
  private static final MediaReference GONE =
      new MediaReference(
          Optional.empty(),
          "/v/t62/gone",
          Secret.copyOf(new byte[32]),
          Sha256.of(new byte[32]),
          Sha256.of(new byte[32]),
          1L << 31,
          Instant.ofEpochSecond(1_767_225_600));

  private final World world = new World();

  @AfterEach
  void close() {
    assertEquals(List.of(), world.spooled(), "a spool file was left behind");
    world.close();
  }

  private Chats chats() {
    return world.application.chats();
  }

  private MessageId received(String text) {
    int before = world.told(EventKind.MESSAGES_UPSERT).size();
    MessageId id = world.them().sendText(world.me().jid(), text);
    world.awaitTold(EventKind.MESSAGES_UPSERT, before + 1);
    return id;
  }

  @Test
  void saysWhoIsOnWhatsAppInTheOrderAskedWithOneQuestion() {
    world.open();
    received("hello");
    Recipient known = new Recipient.Phone("they", List.of(NOBODY, THEM), NOBODY);
    Recipient unknown = new Recipient.Phone("nobody", List.of(NOBODY), NOBODY);
    Recipient group = new Recipient.Address(new GroupJid("120363000000000000"));
    Recipient address = new Recipient.Address(NOBODY);
    assertEquals(
        List.of(
            new NumberCheck(
                group,
                new GroupJid("120363000000000000"),
                true,
                Optional.empty(),
                Optional.empty()),
            new NumberCheck(
                known,
                THEM,
                true,
                Optional.of(world.them().lid()),
                Optional.of("phone " + World.THEIRS)),
            new NumberCheck(unknown, NOBODY, false, Optional.empty(), Optional.empty()),
            new NumberCheck(address, NOBODY, false, Optional.empty(), Optional.empty())),
        chats().lookup(World.SHOP, List.of(group, known, unknown, address)));
    assertEquals(1, world.whatsApp.lookups());
  }

  @Test
  void asksNobodyWhenNotConnected() {
    world.created();
    assertThrows(
        SendException.NotConnected.class,
        () -> chats().lookup(World.SHOP, List.of(new Recipient.Address(THEM))));
  }

  @Test
  void tellsWhatWasReadAndCountsItNoMore() {
    world.open();
    MessageId id = received("hello");
    assertEquals(1, chats().chats(World.SHOP, ChatFilter.ALL, 0, 9).getFirst().unread());
    chats()
        .markRead(
            World.SHOP,
            List.of(
                new SeenMessage(MessageKey.of(THEM, false, id), false),
                new SeenMessage(MessageKey.of(THEM, true, new MessageId("MINE")), false)));
    assertEquals(
        List.of(new SeenRead(world.me().jid(), THEM, THEM, id, false)), world.whatsApp.reads());
    World.awaitTrue(
        () -> chats().chats(World.SHOP, ChatFilter.ALL, 0, 9).getFirst().unread() == 0,
        () -> "still unread");
  }

  @Test
  void findsTheAuthorOfAGroupsMessage() {
    world.open();
    GroupJid group = world.me().groups().create(GroupDraft.of("Team", List.of(THEM))).id();
    MessageId id = world.them().send(group, TextContent.of("hi"));
    world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
    chats().markRead(World.SHOP, List.of(new SeenMessage(MessageKey.of(group, false, id), false)));
    assertEquals(
        List.of(new SeenRead(world.me().jid(), group, THEM, id, false)), world.whatsApp.reads());
  }

  private static MediaReference file() {
    Sha256 hash = Sha256.of(new byte[32]);
    return new MediaReference(
        Optional.empty(),
        "/v/t62/f",
        Secret.copyOf(new byte[32]),
        hash,
        hash,
        1,
        Instant.ofEpochSecond(1_767_225_600));
  }

  private static AudioContent sound(boolean voice) {
    return new AudioContent(file(), "audio/ogg", voice, Optional.empty(), Optional.empty(), false);
  }

  @Test
  void tellsThatAVoiceNoteWasPlayed() {
    world.open();
    MessageId voice = world.them().send(world.me().jid(), sound(true));
    world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
    MessageId text = received("hello");
    chats()
        .markRead(
            World.SHOP,
            List.of(
                new SeenMessage(MessageKey.of(THEM, false, text), false),
                new SeenMessage(MessageKey.of(THEM, false, voice), true)));
    assertEquals(
        List.of(
            new SeenRead(world.me().jid(), THEM, THEM, text, false),
            new SeenRead(world.me().jid(), THEM, THEM, voice, true)),
        world.whatsApp.reads());
  }

  @Test
  void refusesToTellThatWhatCannotBePlayedWasPlayed() {
    world.open();
    MessageId text = received("hello");
    MessageId sound = world.them().send(world.me().jid(), sound(false));
    world.awaitTold(EventKind.MESSAGES_UPSERT, 2);
    for (MessageKey key :
        List.of(
            MessageKey.of(THEM, false, text),
            MessageKey.of(THEM, false, sound),
            MessageKey.of(THEM, true, text))) {
      InvalidValueException refused =
          assertThrows(
              InvalidValueException.class,
              () ->
                  chats()
                      .markRead(
                          World.SHOP,
                          List.of(
                              new SeenMessage(MessageKey.of(THEM, false, text), false),
                              new SeenMessage(key, true))));
      assertEquals("played", refused.field());
    }
    SeenMessage never = new SeenMessage(MessageKey.of(THEM, false, new MessageId("NEVER")), true);
    assertThrows(
        ChatException.MessageNotFound.class, () -> chats().markRead(World.SHOP, List.of(never)));
    assertEquals(List.of(), world.whatsApp.reads());
  }

  @Test
  void showsThatSomebodyPausedAtOnce() {
    world.open();
    chats()
        .showPresence(
            World.SHOP,
            new Recipient.Address(THEM),
            new ShownPresence.InChat(ChatState.PAUSED),
            Duration.ofMinutes(1));
    assertEquals(
        List.of(ChatState.PAUSED),
        world.whatsApp.chatStates().stream().map(seen -> seen.state()).toList());
  }

  private void beThere(boolean available, Recipient to, Duration time) {
    chats().showPresence(World.SHOP, to, new ShownPresence.OfAccount(available), time);
  }

  @Test
  void showsEverybodyWhetherTheAccountIsThere() {
    world.open();
    beThere(true, new Recipient.Address(THEM), Duration.ZERO);
    beThere(false, new Recipient.Address(THEM), Duration.ZERO);
    UserJid me = world.me().jid();
    assertEquals(
        List.of(new SeenPresence(me, true), new SeenPresence(me, false)),
        world.whatsApp.presences());
    assertEquals(List.of(), world.whatsApp.chatStates());
    assertEquals(List.of(me + " to " + THEM, me + " to " + THEM), world.whatsApp.subscriptions());
  }

  @Test
  void answersAfterTheTimeThatPresenceIsWaitedFor() {
    world.open();
    CompletableFuture<Void> shown =
        CompletableFuture.runAsync(
            () -> beThere(true, new Recipient.Address(THEM), Duration.ofHours(1)));
    World.awaitTrue(() -> world.retryTimer().isPresent(), () -> "nothing is waited for");
    assertEquals(Optional.of(SendSettings.DEFAULT.typingLimit()), world.retryTimer());
    assertEquals(1, world.whatsApp.presences().size());
    assertEquals(false, shown.isDone());
    world.time.advance(SendSettings.DEFAULT.typingLimit());
    shown.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void showsNobodyThatItIsThereWhenItIsNot() {
    world.created();
    assertThrows(
        SendException.NotConnected.class,
        () -> beThere(true, new Recipient.Address(THEM), Duration.ZERO));
  }

  @Test
  void showsNothingToANumberWithoutAnAccount() {
    world.open();
    assertThrows(
        SendException.NotOnWhatsApp.class,
        () -> beThere(true, new Recipient.Phone("n", List.of(NOBODY), NOBODY), Duration.ZERO));
    assertEquals(List.of(), world.whatsApp.presences());
  }

  @Test
  void hasNoPictureForWhoShowsNone() {
    world.open();
    assertEquals(
        new PictureAnswer(THEM, Optional.empty()),
        chats().picture(World.SHOP, new Recipient.Address(THEM)));
    assertEquals(
        new PictureAnswer(NOBODY, Optional.empty()),
        chats().picture(World.SHOP, new Recipient.Phone("n", List.of(NOBODY), NOBODY)));
  }

  @Test
  void tellsWhoTypes() {
    world.open();
    world.them().type(world.me().jid(), ChatState.COMPOSING);
    String told = world.awaitTold(EventKind.PRESENCE_UPDATE, 1).getFirst();
    assertEquals(true, told.contains("COMPOSING"), told);
  }

  @Test
  void keepsHowFarAMessageGotWithEachMember() {
    world.open();
    GroupJid group = world.me().groups().create(GroupDraft.of("Team", List.of(THEM))).id();
    MessageId id = send(new Recipient.Address(group), new SendContent.Ready(TextContent.of("hi")));
    world.them().awaitTexts(1);
    world.them().readAll();
    World.awaitTrue(
        () ->
            chats().receipts(World.SHOP, group, id).stream()
                .anyMatch(receipt ->
                    receipt.participant().equals(THEM) && receipt.status() == MessageStatus.READ),
        () -> "no receipt");
  }

  // Files.

  private MessageId send(Recipient to, SendContent content) {
    return world
        .application
        .messages()
        .send(
            World.SHOP,
            new SendRequest(
                to,
                content,
                SendOptions.NONE,
                Optional.empty(),
                Optional.empty(),
                Secret.copyOf(new byte[1])))
        .message()
        .key()
        .id();
  }

  private MessageId sentFile() {
    MediaSource source =
        new MediaSource.Remote(
            world.web.serve("http://127.0.0.1/i.png", "image/png", (byte) 1, (byte) 2));
    return send(
        new Recipient.Address(THEM),
        new SendContent.Media(
            new MediaOrder(
                MediaKind.IMAGE,
                source,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                true)));
  }

  private static void assertFile(MediaFile file) {
    try {
      assertArrayEquals(new byte[] {1, 2}, Files.readAllBytes(file.file()));
      assertEquals(2, file.length());
      assertEquals("image/png", file.content().mimetype());
      Files.delete(file.file());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void givesTheFileOfAMessage() {
    world.open();
    assertFile(chats().media(World.SHOP, Optional.empty(), sentFile()));
  }

  @Test
  void asksTheSenderForAFileThatHasExpired() {
    world.open();
    MessageId id = sentFile();
    world.whatsApp.expireMedia();
    assertFile(chats().media(World.SHOP, Optional.of(THEM), id));
  }

  @Test
  void asksTheSenderOnceForAFileThatHasExpired() {
    world.open();
    MessageId id = sentFile();
    MessageRecord before = kept(id);
    world.whatsApp.expireMedia();
    assertFile(chats().media(World.SHOP, Optional.of(THEM), id));
    world.whatsApp.phonesLoseMedia();
    assertFile(chats().media(World.SHOP, Optional.of(THEM), id));
    // Who still holds the message as it was told gets the file, too.
    assertFile(chats().media(World.SHOP, before.key(), before.content()));
    assertFile(
        chats().media(World.SHOP, MessageKey.of(UserJid.phone("0"), true, id), before.content()));
    assertEquals(
        List.of(Optional.empty()),
        chats().messages(World.SHOP, MessageFilter.ALL, 1, 9).messages().stream()
            .map(StoredMessage::edited)
            .toList());
  }

  @Test
  void givesARenewedFileWhileNothingCanBeKept() {
    world.open();
    MessageRecord message = kept(sentFile());
    world.whatsApp.expireMedia();
    world.stores.unavailable(true);
    assertFile(chats().media(World.SHOP, message.key(), message.content()));
  }

  private MessageRecord kept(MessageId id) {
    return world
        .stores
        .conversations()
        .message(world.shop().id(), Optional.empty(), id)
        .orElseThrow();
  }

  @Test
  void givesASoundAsMp4() throws IOException {
    Path given = Files.write(world.spool.resolve("given"), new byte[] {1, 2, 3});
    MediaFile mp4 =
        chats()
            .mp4Sound(
                file(
                    given,
                    new AudioContent(
                        GONE, "audio/ogg", true, Optional.empty(), Optional.empty(), false)));
    assertEquals("mp4 of 3", Files.readString(mp4.file()));
    assertEquals(8, mp4.length());
    assertEquals("audio/mp4", mp4.mimetype());
    Files.delete(mp4.file());
  }

  @Test
  void givesAllElseAsItIsWhenMp4IsAskedFor() throws IOException {
    Path given = Files.write(world.spool.resolve("given"), new byte[] {1, 2, 3});
    MediaFile document =
        file(
            given,
            new DocumentContent(
                GONE,
                "audio/ogg",
                "a.ogg",
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty()));
    assertEquals(document, chats().mp4Sound(document));
    Files.delete(given);
  }

  @Test
  void leavesNothingOfASoundThatCannotBeMadeMp4() throws IOException {
    Path given = Files.createFile(world.spool.resolve("given"));
    MediaFile nothing =
        file(
            given,
            new AudioContent(GONE, "audio/ogg", true, Optional.empty(), Optional.empty(), false));
    assertThrows(MediaException.class, () -> chats().mp4Sound(nothing));
  }

  private static MediaFile file(Path file, MediaContent content) {
    return new MediaFile(
        MessageKey.of(THEM, false, new MessageId("AA")),
        new WireContent("audioMessage", new byte[0], "{}"),
        content,
        file,
        3,
        content.mimetype());
  }

  @Test
  void refusesAFileTooLargeToGiveBeforeItIsDownloaded() {
    world.open();
    MessageId id =
        world
            .them()
            .send(
                world.me().jid(),
                new AudioContent(
                    GONE, "audio/ogg", false, Optional.empty(), Optional.empty(), false));
    world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
    assertThrows(
        ChatException.FileTooLarge.class, () -> chats().media(World.SHOP, Optional.empty(), id));
  }

  @Test
  void saysThatThereIsNoFile() {
    world.open();
    MessageId text = send(new Recipient.Address(THEM), new SendContent.Ready(TextContent.of("hi")));
    assertThrows(
        ChatException.NotMedia.class, () -> chats().media(World.SHOP, Optional.empty(), text));
    assertThrows(
        ChatException.MessageNotFound.class,
        () -> chats().media(World.SHOP, Optional.empty(), new MessageId("ABCD")));
  }

  @Test
  void showsWhatWasSaidWithoutAConnection() {
    world.open();
    received("one");
    received("two");
    world.whatsApp.unreachable(true);
    world.whatsApp.closeConnections(world.me(), DisconnectReason.CONNECTION_LOST);
    world.awaitState(InstanceState.Connecting.class);
    assertEquals(2, chats().messages(World.SHOP, MessageFilter.ALL, 1, 50).total());
  }
}
