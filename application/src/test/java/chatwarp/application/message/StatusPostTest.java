package chatwarp.application.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.application.world.World;
import chatwarp.domain.content.AudioContent;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.contract.InMemoryPhone;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.InstanceState;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.StatusPrivacy;
import chatwarp.domain.model.StatusScope;
import chatwarp.domain.model.UserJid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Status posts from their first viewer to their end, on a whole application in memory. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StatusPostTest {
  private static final UserJid THEM = UserJid.phone(World.THEIRS);
  private static final UserJid THIRD = UserJid.phone("5511999990003");
  private static final Recipient FEED = new Recipient.Address(BroadcastJid.STATUS);
  private static final InstanceSettings READING_STATUS =
      new InstanceSettings(false, "", false, false, false, true, false, "");

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  private InMemoryPhone third() {
    return world.whatsApp.phone(THIRD.user());
  }

  private void open() {
    world.open(READING_STATUS);
    third();
  }

  private MessageRecord send(Recipient to, MessageContent content, SendOptions options) {
    return send(to, new SendContent.Ready(content), options);
  }

  private MessageRecord send(Recipient to, SendContent content, SendOptions options) {
    return world
        .application
        .messages()
        .send(
            World.SHOP,
            new SendRequest(
                to,
                content,
                options,
                Optional.empty(),
                Optional.empty(),
                Secret.copyOf(new byte[] {1})))
        .message();
  }

  private static SendOptions forThem() {
    return new SendOptions(
        Optional.empty(),
        List.of(),
        false,
        false,
        Optional.empty(),
        new Audience.People(List.of(new Recipient.Address((Jid) THEM))));
  }

  private MessageRecord toFeed(MessageContent content, Audience audience) {
    return send(
        FEED,
        content,
        new SendOptions(Optional.empty(), List.of(), false, false, Optional.empty(), audience));
  }

  private MessageRecord post(String text, UserJid... people) {
    List<Recipient> viewers =
        List.of(people).stream().<Recipient>map(jid -> new Recipient.Address((Jid) jid)).toList();
    return toFeed(TextContent.of(text), new Audience.People(viewers));
  }

  private static List<MessageContent> seenBy(InMemoryPhone phone, int count) {
    phone.awaitTexts(count);
    return phone.contents().stream().map(ReadContent::content).toList();
  }

  private static MessageKey theirs(MessageId id, Optional<UserJid> poster) {
    return new MessageKey(
        BroadcastJid.STATUS,
        false,
        id,
        poster,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String refused(String field, Executable send) {
    InvalidValueException refused = assertThrows(InvalidValueException.class, send);
    assertEquals(field, refused.field());
    return refused.reason();
  }

  /** Both become contacts. */
  private void bothWrite() {
    world.them().sendText(world.me().jid(), "hello");
    third().sendText(world.me().jid(), "hello");
    world.awaitTold(EventKind.MESSAGES_UPSERT, 2);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"CONTACTS, true, true", "CONTACTS_EXCEPT, false, true", "ONLY, true, false"})
  void showsAPostForAllContactsToWhomTheOwnerShowsPosts(
      StatusScope scope, boolean them, boolean third) {
    open();
    bothWrite();
    world
        .me()
        .showStatus(
            new StatusPrivacy(scope, scope == StatusScope.CONTACTS ? List.of() : List.of(THEM)));
    toFeed(TextContent.of("today"), new Audience.AllContacts());
    post("the end", THEM, THIRD);
    assertEquals(
        them ? List.of("today", "the end") : List.of("the end"),
        world.them().awaitTexts(them ? 2 : 1));
    assertEquals(
        third ? List.of("today", "the end") : List.of("the end"),
        third().awaitTexts(third ? 2 : 1));
  }

  @Test
  void hidesAPostFromWhoIsLeftOutByTheirOtherAddress() {
    open();
    bothWrite();
    world.them().showNumber();
    world
        .me()
        .showStatus(new StatusPrivacy(StatusScope.CONTACTS_EXCEPT, List.of(world.them().lid())));
    toFeed(TextContent.of("today"), new Audience.AllContacts());
    assertEquals(List.of("today"), third().awaitTexts(1));
    assertEquals(List.of(), world.them().received());
  }

  @Test
  void asksAgainForEachPostWhomItIsFor() {
    open();
    bothWrite();
    toFeed(TextContent.of("one"), new Audience.AllContacts());
    world.me().showStatus(new StatusPrivacy(StatusScope.ONLY, List.of(THEM)));
    toFeed(TextContent.of("two"), new Audience.AllContacts());
    assertEquals(List.of("one", "two"), world.them().awaitTexts(2));
    assertEquals(List.of("one"), third().received());
  }

  @Test
  void saysSoWhenTheOwnerShowsPostsToNobody() {
    open();
    bothWrite();
    world.me().showStatus(new StatusPrivacy(StatusScope.ONLY, List.of()));
    assertEquals(
        "Contacts not found",
        refused(
            "statusJidList", () -> toFeed(TextContent.of("today"), new Audience.AllContacts())));
  }

  @Test
  void deletesAPostForThoseWhoGotItAlsoAfterARestart() {
    open();
    bothWrite();
    MessageId id = post("oops", THEM).key().id();
    post("for both", THEM, THIRD);
    world.startAgain();
    world.time.advance(Duration.ZERO);
    world.awaitState(InstanceState.Connected.class);
    send(FEED, new RevokeContent(MessageKey.of(BroadcastJid.STATUS, true, id)), SendOptions.NONE);
    RevokeContent seen = assertInstanceOf(RevokeContent.class, seenBy(world.them(), 3).getLast());
    assertEquals(id, seen.target().id());
    assertEquals(List.of("for both"), third().received());
    world.awaitTold(EventKind.MESSAGES_DELETE, 1);
  }

  @Test
  void deletesAPostOfThePhoneForWhomTheOwnerShowsPosts() {
    open();
    bothWrite();
    world.me().showStatus(new StatusPrivacy(StatusScope.CONTACTS_EXCEPT, List.of(THIRD)));
    MessageKey unknown = MessageKey.of(BroadcastJid.STATUS, true, new MessageId("3A01"));
    send(FEED, new RevokeContent(unknown), SendOptions.NONE);
    assertInstanceOf(RevokeContent.class, seenBy(world.them(), 1).getLast());
    assertEquals(List.of(), third().received());
  }

  @Test
  void deletesNobodyElsesPost() {
    open();
    MessageKey theirs = theirs(new MessageId("3A01"), Optional.of(THEM));
    refused("fromMe", () -> send(FEED, new RevokeContent(theirs), SendOptions.NONE));
  }

  @Test
  void reactsToAKeptPostTowardsItsPosterAlone() {
    open();
    MessageId id =
        world.them().post(List.of(world.me().jid(), THIRD), TextContent.of("at the beach"));
    world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
    // Who posted it is told by what is kept.
    MessageRecord sent =
        send(FEED, new ReactionContent(theirs(id, Optional.of(THIRD)), "💚"), SendOptions.NONE);
    assertEquals(BroadcastJid.STATUS, sent.key().chat());
    ReactionContent seen =
        assertInstanceOf(ReactionContent.class, seenBy(world.them(), 1).getLast());
    assertEquals("💚", seen.emoji());
    assertEquals(Optional.of(THEM), seen.target().participant());
    assertEquals(List.of("at the beach"), third().received());
  }

  @Test
  void reactsToAPostThatIsNotKeptTowardsWhoIsNamed() {
    open();
    MessageKey post = theirs(new MessageId("3A01"), Optional.of(THIRD));
    send(FEED, new ReactionContent(post, "💚"), SendOptions.NONE);
    assertInstanceOf(ReactionContent.class, seenBy(third(), 1).getLast());
    assertEquals(List.of(), world.them().received());
  }

  @Test
  void saysWhatCannotBeDoneToAPost() {
    open();
    MessageKey own = post("today", THEM).key();
    MessageKey unknown = theirs(new MessageId("3A01"), Optional.empty());
    MessageKey elsewhere = MessageKey.of(THEM, true, new MessageId("3A01"));
    refused("participant", () -> send(FEED, new ReactionContent(unknown, "💚"), SendOptions.NONE));
    refused("key", () -> send(FEED, new ReactionContent(own, "💚"), SendOptions.NONE));
    refused("key", () -> send(FEED, new ReactionContent(elsewhere, "💚"), SendOptions.NONE));
    refused("key", () -> send(FEED, new RevokeContent(elsewhere), SendOptions.NONE));
    assertEquals(
        "names a status update, which cannot be edited",
        refused(
            "key",
            () -> send(FEED, new EditContent(own, TextContent.of("new")), SendOptions.NONE)));
    assertEquals(List.of("today"), world.them().received());
  }

  @Test
  void answersAPostInTheChatWithItsPoster() {
    open();
    MessageId id = world.them().post(List.of(world.me().jid()), TextContent.of("at the beach"));
    world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
    send(new Recipient.Address(THEM), TextContent.of("which one?"), SendOptions.NONE.quoting(id));
    world.them().awaitTexts(1);
    var quoted = world.them().contents().getLast().context().quoted().orElseThrow();
    assertEquals(BroadcastJid.STATUS, quoted.key().chat());
    assertEquals(THEM, quoted.author());
  }

  @Test
  void aVoiceStatusHasItsColour() {
    open();
    MediaOrder order =
        new MediaOrder(
            MediaKind.VOICE,
            new MediaSource.Remote(
                world.web.serve("http://127.0.0.1/a/file.bin", "audio/ogg", (byte) 7)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            true,
            OptionalInt.of(0xFF25D366));
    send(FEED, new SendContent.Media(order), forThem());
    AudioContent seen = assertInstanceOf(AudioContent.class, seenBy(world.them(), 1).getLast());
    assertEquals(OptionalInt.of(0xFF25D366), seen.backgroundArgb());
  }

  @Test
  void asksNothingWithoutAConnection() {
    world.created();
    assertThrows(SendException.NotConnected.class, () -> post("today", THEM));
    assertThrows(
        SendException.NotConnected.class,
        () ->
            send(
                FEED,
                new RevokeContent(MessageKey.of(BroadcastJid.STATUS, true, new MessageId("3A01"))),
                SendOptions.NONE));
  }
}
