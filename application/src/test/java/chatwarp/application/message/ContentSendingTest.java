package chatwarp.application.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.application.Application;
import chatwarp.application.world.World;
import chatwarp.domain.content.AlbumContent;
import chatwarp.domain.content.DisappearingContent;
import chatwarp.domain.content.DocumentContent;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.Expiration;
import chatwarp.domain.content.ImageContent;
import chatwarp.domain.content.InteractiveContent;
import chatwarp.domain.content.LinkPreview;
import chatwarp.domain.content.LocationContent;
import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.NativeFlowButton;
import chatwarp.domain.content.PollContent;
import chatwarp.domain.content.PollVoteContent;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.StickerContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.VideoContent;
import chatwarp.domain.contract.InMemoryPhone;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.GroupDraft;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.InstanceState;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.FetchException;
import chatwarp.domain.port.LinkReader;
import chatwarp.domain.port.MediaException;
import chatwarp.domain.port.MessageFilter;
import chatwarp.domain.port.PollVote;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.StoredMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sending everything that is not a bare text, on a whole application in memory. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ContentSendingTest {
  private static final UserJid THEM = UserJid.phone(World.THEIRS);
  private static final Recipient TO_THEM = new Recipient.Address(THEM);

  private final World world = new World();

  @AfterEach
  void close() {
    assertEquals(List.of(), world.spooled(), "a spool file was left behind");
    world.close();
  }

  private SendResult send(Recipient to, SendContent content, SendOptions options) {
    return send(to, content, options, Optional.empty());
  }

  private SendResult send(
      Recipient to, SendContent content, SendOptions options, Optional<IdempotencyKey> key) {
    return world
        .application
        .messages()
        .send(
            World.SHOP,
            new SendRequest(
                to, content, options, Optional.empty(), key, Secret.copyOf(new byte[] {1})));
  }

  private MessageRecord say(MessageContent content) {
    return send(TO_THEM, new SendContent.Ready(content), SendOptions.NONE).message();
  }

  private static MediaOrder order(MediaKind kind, MediaSource source) {
    return new MediaOrder(
        kind, source, Optional.empty(), Optional.empty(), Optional.of("look"), false, true);
  }

  private MediaSource served(String type) {
    return new MediaSource.Remote(world.web.serve("http://127.0.0.1/a/file.bin", type, (byte) 7));
  }

  private MediaSource spooled(int... bytes) {
    try {
      Path file = Files.createTempFile(world.spool, "upload-", ".part");
      byte[] content = new byte[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        content[i] = (byte) bytes[i];
      }
      Files.write(file, content);
      return new MediaSource.Spooled(file, Optional.of("image/jpeg"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<MessageContent> theirs(int count) {
    world.them().awaitTexts(count);
    return world.them().contents().stream().map(ReadContent::content).toList();
  }

  private ReadContent lastOfTheirs(int count) {
    world.them().awaitTexts(count);
    return world.them().contents().getLast();
  }

  private static SendOptions options(boolean everyone, boolean preview, Audience audience) {
    return new SendOptions(
        Optional.empty(), List.of(), everyone, preview, Optional.empty(), audience);
  }

  // Files.

  @Test
  void sendsAFileFromTheWeb() {
    world.open();
    send(
        TO_THEM,
        new SendContent.Media(order(MediaKind.IMAGE, served("image/png"))),
        SendOptions.NONE);
    ImageContent image = assertInstanceOf(ImageContent.class, theirs(1).getFirst());
    assertEquals("image/png", image.mimetype());
    assertEquals(Optional.of("look"), image.caption());
    assertEquals(1, image.media().length());
    assertTrue(image.thumbnail().isPresent());
  }

  @Test
  void callsADocumentWhatItsAddressCallsIt() {
    world.open();
    send(
        TO_THEM,
        new SendContent.Media(order(MediaKind.DOCUMENT, served("application/pdf"))),
        SendOptions.NONE);
    DocumentContent document = assertInstanceOf(DocumentContent.class, theirs(1).getFirst());
    assertEquals("file.bin", document.fileName());
  }

  @Test
  void sendsAVectorStickerAsOne() {
    world.open();
    for (String type : List.of("application/was", "image/webp")) {
      send(
          TO_THEM, new SendContent.Media(order(MediaKind.STICKER, served(type))), SendOptions.NONE);
    }
    List<MessageContent> stickers = theirs(2);
    assertTrue(assertInstanceOf(StickerContent.class, stickers.getFirst()).lottie());
    assertFalse(assertInstanceOf(StickerContent.class, stickers.getLast()).lottie());
  }

  @Test
  void deletesAnUploadThatIsNotSent() {
    world.open();
    Recipient nobody =
        new Recipient.Phone(
            "5511000000000",
            List.of(UserJid.phone("5511000000000")),
            UserJid.phone("5511000000000"));
    SendContent content = new SendContent.Media(order(MediaKind.IMAGE, spooled(1)));
    assertThrows(SendException.NotOnWhatsApp.class, () -> send(nobody, content, SendOptions.NONE));
  }

  @Test
  void keepsNothingWhenAFileCannotBeHad() {
    world.open();
    MediaSource gone = new MediaSource.Remote(URI.create("http://127.0.0.1/gone"));
    assertThrows(
        FetchException.class,
        () -> send(TO_THEM, new SendContent.Media(order(MediaKind.IMAGE, gone)), SendOptions.NONE));
    assertThrows(
        MediaException.class,
        () ->
            send(
                TO_THEM,
                new SendContent.Media(order(MediaKind.IMAGE, spooled())),
                SendOptions.NONE));
    assertEquals(0, world.application.instances().get(World.SHOP).counts().messages());
  }

  @Test
  void uploadsOnceForARepeatedRequest() {
    world.open();
    Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("k"));
    SendResult first =
        send(
            TO_THEM,
            new SendContent.Media(order(MediaKind.IMAGE, spooled(1))),
            SendOptions.NONE,
            key);
    SendResult second =
        send(
            TO_THEM,
            new SendContent.Media(order(MediaKind.IMAGE, spooled(1))),
            SendOptions.NONE,
            key);
    assertEquals(first.message().key(), second.message().key());
    assertEquals(1, theirs(1).size());
  }

  @Test
  void sendsAnAlbumWithItsPicturesInOrder() {
    world.open();
    SendContent album =
        new SendContent.Album(
            List.of(
                order(MediaKind.IMAGE, spooled(1)),
                order(MediaKind.VIDEO, spooled(1, 2)),
                order(MediaKind.IMAGE, spooled(1, 2, 3))));
    MessageKey parent = send(TO_THEM, album, SendOptions.NONE).message().key();
    List<MessageContent> said = theirs(4);
    assertEquals(new AlbumContent(2, 1), said.getFirst());
    assertInstanceOf(ImageContent.class, said.get(3));
    for (ReadContent item : world.them().contents().subList(1, 4)) {
      assertEquals(
          Optional.of(MessageKey.of(parent.chat(), true, parent.id())), item.context().album());
    }
  }

  /** Before, in and after the one commit of the album, and at each of its acks. */
  @ParameterizedTest(name = "dies at commit {0}, kept: {1}")
  @CsvSource({
    "1, false",
    "1, true",
    "2, false",
    "2, true",
    "3, false",
    "3, true",
    "4, true",
    "5, false"
  })
  void sendsAnAlbumWholeAndOnceThoughTheProcessDies(int nth, boolean kept) {
    world.open();
    world.dieAtCommit(nth, kept);
    CompletableFuture<SendResult> first = sendAlbumInto(world.application);
    World.awaitTrue(() -> first.isDone() || world.dead(), () -> "neither sent nor dead");
    world.crash();
    world.time.advance(Duration.ZERO);
    world.awaitState(InstanceState.Connected.class);
    say(TextContent.of("end"));
    List<MessageContent> seen = theirs(1);
    boolean arrived = seen.getFirst() instanceof AlbumContent;
    assertEquals(arrived ? 5 : 1, theirs(arrived ? 5 : 1).size());
    assertEquals(TextContent.of("end"), theirs(1).getLast());

    SendResult repeated = sendAlbumInto(world.application).join();
    List<ReadContent> all = read(5);
    List<ReadContent> album = arrived ? all.subList(0, 4) : all.subList(1, 5);
    assertEquals(new AlbumContent(2, 1), album.getFirst().content());
    assertInstanceOf(VideoContent.class, album.get(2).content());
    for (ReadContent item : album.subList(1, 4)) {
      assertEquals(
          Optional.of(repeated.message().key().id()), item.context().album().map(MessageKey::id));
    }
    say(TextContent.of("really the end"));
    assertEquals(6, theirs(6).size(), "an album was sent twice");
  }

  private CompletableFuture<SendResult> sendAlbumInto(Application process) {
    SendContent album =
        new SendContent.Album(
            List.of(
                order(MediaKind.IMAGE, served("image/png")),
                order(MediaKind.VIDEO, served("video/mp4")),
                order(MediaKind.IMAGE, served("image/jpeg"))));
    SendRequest request =
        new SendRequest(
            TO_THEM,
            album,
            SendOptions.NONE,
            Optional.empty(),
            Optional.of(new IdempotencyKey("album")),
            Secret.copyOf(new byte[] {1}));
    return CompletableFuture.supplyAsync(
        () -> process.messages().send(World.SHOP, request), world.executor);
  }

  private List<ReadContent> read(int count) {
    world.them().awaitTexts(count);
    return world.them().contents();
  }

  @Test
  void sendsNothingOfAnAlbumWithABadFile() {
    world.open();
    SendContent album =
        new SendContent.Album(
            List.of(order(MediaKind.IMAGE, spooled(1)), order(MediaKind.IMAGE, spooled())));
    assertThrows(MediaException.class, () -> send(TO_THEM, album, SendOptions.NONE));
    assertEquals(List.of(), world.them().received());
  }

  @Test
  void putsAPictureAboveButtons() {
    world.open();
    InteractiveContent buttons =
        new InteractiveContent(
            Optional.empty(),
            "choose",
            Optional.empty(),
            Optional.empty(),
            List.of(new NativeFlowButton.Reply("yes", "1")));
    send(
        TO_THEM,
        new SendContent.Headed(buttons, order(MediaKind.IMAGE, spooled(1))),
        SendOptions.NONE);
    InteractiveContent seen = assertInstanceOf(InteractiveContent.class, theirs(1).getFirst());
    assertInstanceOf(ImageContent.class, seen.header().orElseThrow());
  }

  @Test
  void showsThatAVoiceNoteIsRecorded() {
    world.open();
    CompletableFuture<SendResult> answer =
        CompletableFuture.supplyAsync(
            () ->
                send(
                    TO_THEM,
                    new SendContent.Media(order(MediaKind.VOICE, served("audio/ogg"))),
                    SendOptions.NONE.after(Duration.ofSeconds(5))),
            world.executor);
    World.awaitTrue(
        () -> world.time.untilNext().filter(Duration.ofSeconds(5)::equals).isPresent(),
        () -> "nothing is shown");
    world.time.advance(Duration.ofSeconds(5));
    answer.join();
    assertEquals(ChatState.RECORDING, world.whatsApp.chatStates().getFirst().state());
  }

  // What refers to another message.

  @Test
  void forwardsAMessageAndCountsThat() {
    world.open();
    MessageKey original = say(LocationContent.at(1, 2)).key();
    send(TO_THEM, new SendContent.Forward(original), SendOptions.NONE);
    assertEquals(LocationContent.at(1, 2), theirs(2).getLast());
    assertThrows(
        SessionException.UnknownMessage.class,
        () ->
            send(
                TO_THEM,
                new SendContent.Forward(MessageKey.of(THEM, true, new MessageId("ABCD"))),
                SendOptions.NONE));
  }

  @Test
  void editsATextAndACaption() {
    world.open();
    MessageKey text = say(TextContent.of("old")).key();
    say(new EditContent(MessageKey.of(THEM, true, text.id()), TextContent.of("new")));
    assertEquals(new EditContent(text, TextContent.of("new")), theirs(2).getLast());
    MessageKey image =
        send(TO_THEM, new SendContent.Media(order(MediaKind.IMAGE, spooled(1))), SendOptions.NONE)
            .message()
            .key();
    say(new EditContent(image, TextContent.of("new caption")));
    EditContent edit = assertInstanceOf(EditContent.class, theirs(4).getLast());
    assertEquals(
        Optional.of("new caption"),
        assertInstanceOf(ImageContent.class, edit.replacement()).caption());
    world.awaitTold(EventKind.SEND_MESSAGE_UPDATE, 2);
    assertEquals(2, world.awaitTold(EventKind.SEND_MESSAGE, 2).size());
  }

  private void assertNotEdited(String why, MessageKey target) {
    InvalidValueException refused =
        assertThrows(
            InvalidValueException.class, () -> say(new EditContent(target, TextContent.of("new"))));
    assertEquals(why, refused.reason());
  }

  @Test
  void keepsEvolutionsRulesForEdits() {
    world.open();
    MessageKey place = say(LocationContent.at(1, 2)).key();
    MessageKey text = say(TextContent.of("old")).key();
    MessageId received = world.them().sendText(world.me().jid(), "hello");
    world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
    assertNotEdited("Message not compatible", place);
    assertNotEdited("Message not compatible", MessageKey.of(THEM, false, received));
    MessageKey unknown = MessageKey.of(THEM, true, new MessageId("ABCD"));
    assertThrows(
        SessionException.UnknownMessage.class,
        () -> say(new EditContent(unknown, TextContent.of("new"))));
    assertNotEdited(
        "RemoteJid does not match", MessageKey.of(UserJid.phone("5511999990009"), true, text.id()));
    world.time.advance(Duration.ofMinutes(16));
    assertNotEdited("Message is older than 15 minutes", text);
  }

  @Test
  void deletesAMessageAndTellsWhatItWas() {
    world.open();
    MessageKey text = say(TextContent.of("oops")).key();
    say(new RevokeContent(MessageKey.of(THEM, true, text.id())));
    assertEquals(new RevokeContent(text), theirs(2).getLast());
    String told = world.awaitTold(EventKind.MESSAGES_DELETE, 1).getFirst();
    assertTrue(told.contains(text.id().value()), told);
    assertTrue(told.contains("deleted=Optional[MessageRecord"), told);
  }

  private static void assertRefused(String field, Executable deletion) {
    assertEquals(field, assertThrows(InvalidValueException.class, deletion).field());
  }

  private void deleteIn(GroupJid group, MessageKey target) {
    send(
        new Recipient.Address(group),
        new SendContent.Ready(new RevokeContent(target)),
        SendOptions.NONE);
  }

  @Test
  void deletesNobodyElsesMessageOutsideGroups() {
    world.open();
    MessageId theirs = world.them().sendText(world.me().jid(), "hello");
    world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
    assertRefused("fromMe", () -> say(new RevokeContent(MessageKey.of(THEM, false, theirs))));
    assertRefused("fromMe", () -> say(new RevokeContent(MessageKey.of(THEM, true, theirs))));
    MessageKey unknown = MessageKey.of(THEM, false, new MessageId("ABCD"));
    assertRefused("fromMe", () -> say(new RevokeContent(unknown)));
    assertEquals(List.of(), world.them().received());
  }

  @Test
  void deletesAnOwnMessageThatWasSentBeforePairing() {
    world.open();
    MessageKey before = MessageKey.of(THEM, true, new MessageId("ABCD"));
    say(new RevokeContent(before));
    RevokeContent seen = assertInstanceOf(RevokeContent.class, theirs(1).getLast());
    assertEquals(before.id(), seen.target().id());
  }

  @Test
  void deletesOthersMessagesInAGroupAsItsAdmin() {
    world.open();
    GroupJid group = group();
    MessageId theirs = world.them().send(group, TextContent.of("hi"));
    world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
    deleteIn(group, MessageKey.of(group, false, theirs));
    RevokeContent seen = assertInstanceOf(RevokeContent.class, theirs(1).getLast());
    assertEquals(Optional.of(THEM), seen.target().participant());
    MessageKey unknown = MessageKey.of(group, false, new MessageId("ABCD"));
    assertRefused("participant", () -> deleteIn(group, unknown));
    deleteIn(
        group,
        new MessageKey(
            group,
            false,
            unknown.id(),
            Optional.of(THEM),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    assertEquals(2, theirs(2).size());
  }

  @Test
  void deletesNobodyElsesMessageInAGroupAsAMember() {
    world.open();
    GroupJid group =
        world.them().groups().create(GroupDraft.of("Team", List.of(world.me().jid()))).id();
    MessageId theirs = world.them().send(group, TextContent.of("hi"));
    world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
    MessageKey target = MessageKey.of(group, false, theirs);
    assertThrows(SendException.NotAdmin.class, () -> deleteIn(group, target));
    assertEquals(List.of(), world.them().received());
  }

  private StoredMessage kept(MessageKey key) {
    return world
        .application
        .chats()
        .messages(World.SHOP, MessageFilter.ALL, 1, 50)
        .messages()
        .stream()
        .filter(stored -> stored.message().key().id().equals(key.id()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void leavesAMessageAsItIsWhenTheServerRefusesItsEditOrDeletion() {
    world.open();
    MessageKey text = say(TextContent.of("old")).key();
    StoredMessage before = kept(text);
    for (MessageContent change :
        List.of(new EditContent(text, TextContent.of("new")), new RevokeContent(text))) {
      world.whatsApp.nackNext(479);
      assertThrows(SendException.Refused.class, () -> say(change));
    }
    assertEquals(before.message().content(), kept(text).message().content());
    assertEquals(Optional.empty(), kept(text).edited());
    assertEquals(Optional.empty(), kept(text).deleted());
    // Events come in order: once the next one is told, these would have been.
    say(TextContent.of("next"));
    world.awaitTold(EventKind.SEND_MESSAGE, 2);
    assertEquals(List.of(), world.told(EventKind.SEND_MESSAGE_UPDATE));
    assertEquals(List.of(), world.told(EventKind.MESSAGES_DELETE));
  }

  @Test
  void editsAMessageWhenTheServerAnswersOnlyAfterARestart() {
    world.open();
    MessageKey text = say(TextContent.of("old")).key();
    answeredAfterARestart(new EditContent(text, TextContent.of("new")), text);
    world.awaitTold(EventKind.SEND_MESSAGE_UPDATE, 1);
    assertTrue(kept(text).edited().isPresent());
  }

  @Test
  void deletesAMessageWhenTheServerAnswersOnlyAfterARestart() {
    world.open();
    MessageKey text = say(TextContent.of("oops")).key();
    answeredAfterARestart(new RevokeContent(text), text);
    String told = world.awaitTold(EventKind.MESSAGES_DELETE, 1).getFirst();
    assertTrue(told.contains("deleted=Optional[MessageRecord"), told);
    assertTrue(kept(text).deleted().isPresent());
  }

  private List<PollVote> votes(MessageKey poll) {
    return world.application.chats().pollVotes(World.SHOP, poll.chat(), poll.id());
  }

  private List<String> toldVotes() {
    return world.told(EventKind.MESSAGES_UPDATE).stream()
        .filter(text -> text.startsWith("PollVoted"))
        .toList();
  }

  @Test
  void countsNoVoteOfOursThatTheServerRefuses() {
    world.open();
    MessageKey poll = say(new PollContent("tea?", List.of("yes", "no"), 1)).key();
    world.whatsApp.nackNext(479);
    assertThrows(SendException.Refused.class, () -> say(new PollVoteContent(poll, List.of("yes"))));
    assertEquals(List.of(), votes(poll));
    say(TextContent.of("next"));
    world.awaitTold(EventKind.SEND_MESSAGE, 2);
    assertEquals(List.of(), toldVotes());
    say(new PollVoteContent(poll, List.of("no")));
    World.awaitTrue(() -> toldVotes().size() == 1, () -> "no vote was told");
    assertEquals(List.of(List.of("no")), votes(poll).stream().map(PollVote::options).toList());
  }

  @Test
  void countsAVoteOfOursWhenTheServerAnswersOnlyAfterARestart() {
    world.open();
    MessageKey poll = say(new PollContent("tea?", List.of("yes", "no"), 1)).key();
    answeredAfterARestart(new PollVoteContent(poll, List.of("yes")), poll);
    World.awaitTrue(() -> toldVotes().size() == 1, () -> "no vote was told");
    assertTrue(toldVotes().getFirst().contains("option=no, voters=[]"), toldVotes()::toString);
    assertEquals(List.of(List.of("yes")), votes(poll).stream().map(PollVote::options).toList());
  }

  private void answeredAfterARestart(MessageContent change, MessageKey target) {
    world.whatsApp.loseNextAck();
    CompletableFuture<MessageRecord> answer =
        CompletableFuture.supplyAsync(() -> say(change), world.executor);
    theirs(2);
    World.awaitTrue(
        () -> world.time.untilNext().filter(Duration.ofSeconds(10)::equals).isPresent(),
        () -> "nobody waits for the ack");
    assertEquals(Optional.empty(), kept(target).edited());
    assertEquals(Optional.empty(), kept(target).deleted());
    assertEquals(List.of(), votes(target));
    world.startAgain();
    world.time.advance(Duration.ofSeconds(10));
    assertEquals(MessageStatus.PENDING, answer.join().status());
  }

  @Test
  void answersARepeatedRevokeWithTheFirstOne() {
    world.open();
    MessageKey text = say(TextContent.of("oops")).key();
    Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("k"));
    SendContent revoke = new SendContent.Ready(new RevokeContent(text));
    SendResult first = send(TO_THEM, revoke, SendOptions.NONE, key);
    SendResult second = send(TO_THEM, revoke, SendOptions.NONE, key);
    assertEquals(first.message().key(), second.message().key());
    assertEquals(2, theirs(2).size());
  }

  @Test
  void completesTheKeyOfAReaction() {
    world.open();
    GroupJid group = group();
    MessageId theirs = world.them().send(group, TextContent.of("hi"));
    world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
    send(
        new Recipient.Address(group),
        new SendContent.Ready(new ReactionContent(MessageKey.of(group, false, theirs), "👍")),
        SendOptions.NONE);
    ReactionContent reaction = assertInstanceOf(ReactionContent.class, theirs(1).getLast());
    assertEquals(Optional.of(THEM), reaction.target().participant());
  }

  @Test
  void talliesTheVotesOfAnOwnPollWithEveryOption() {
    world.open();
    MessageKey poll = say(new PollContent("lunch?", List.of("yes", "no"), 1)).key();
    world.them().awaitTexts(1);
    world
        .them()
        .send(
            world.me().jid(),
            new PollVoteContent(MessageKey.of(world.me().jid(), false, poll.id()), List.of("no")));
    World.awaitTrue(
        () ->
            world.told(EventKind.MESSAGES_UPDATE).stream()
                .anyMatch(told -> told.startsWith("PollVoted")),
        () -> "no vote was told");
    String told =
        world.told(EventKind.MESSAGES_UPDATE).stream()
            .filter(text -> text.startsWith("PollVoted"))
            .findFirst()
            .orElseThrow();
    assertTrue(told.contains("option=yes, voters=[]"), told);
    assertTrue(told.contains("option=no, voters=[" + THEM + "]"), told);
  }

  // What surrounds a message.

  private GroupJid group() {
    return world
        .application
        .groups()
        .metadata(World.SHOP, world.me().groups().create(GroupDraft.of("Team", List.of(THEM))).id())
        .id();
  }

  @Test
  void mentionsEveryMemberOfAGroupAndKeepsItsTimer() {
    world.open();
    GroupJid group = group();
    world.me().groups().disappearing(group, Optional.of(Duration.ofDays(1)));
    send(
        new Recipient.Address(group),
        new SendContent.Ready(TextContent.of("all")),
        options(true, false, new Audience.None()));
    ReadContent seen = lastOfTheirs(1);
    assertTrue(seen.context().everyone());
    assertEquals(List.of(world.me().jid(), THEM), seen.context().mentioned());
    assertEquals(Optional.of(Duration.ofDays(1)), timer(seen));
  }

  private static MediaOrder captioned(MediaSource source) {
    return new MediaOrder(
        MediaKind.IMAGE,
        source,
        Optional.empty(),
        Optional.empty(),
        Optional.of("look @999"),
        false,
        true);
  }

  /** In every caption and text the member is named as the group knows them. */
  @Test
  void mentionsAMemberByTheAddressThatTheGroupKnows() {
    world.open();
    Recipient team = new Recipient.Address(group());
    SendOptions mentioning =
        new SendOptions(
            Optional.empty(),
            List.of(new Recipient.Phone("+9 99", List.of(UserJid.phone("999"), THEM), THEM)),
            false,
            false,
            Optional.empty(),
            new Audience.None());
    send(team, new SendContent.Ready(TextContent.of("hi @999")), mentioning);
    send(team, new SendContent.Media(captioned(spooled(1))), mentioning);
    send(
        team,
        new SendContent.Album(List.of(captioned(spooled(1)), captioned(spooled(2)))),
        mentioning);
    List<ReadContent> seen = read(5);
    for (ReadContent said : seen) {
      assertEquals(List.of(THEM), said.context().mentioned());
    }
    assertEquals(TextContent.of("hi @" + THEM.user()), seen.getFirst().content());
    for (int item : List.of(1, 3, 4)) {
      ImageContent image = assertInstanceOf(ImageContent.class, seen.get(item).content());
      assertEquals(Optional.of("look @" + THEM.user()), image.caption());
    }
  }

  // Disappearing messages.

  private static final Duration DAY = Duration.ofDays(1);

  private static Optional<Duration> timer(ReadContent seen) {
    return seen.context().expiration().map(Expiration::time);
  }

  @Test
  void sendsWithTheTimerThatTheOtherSideSet() {
    world.open();
    world.them().send(world.me().jid(), new DisappearingContent(DAY));
    world.awaitTold(EventKind.CHATS_UPSERT, 1);
    say(TextContent.of("one"));
    assertEquals(Optional.of(DAY), timer(lastOfTheirs(1)));
    SendContent album =
        new SendContent.Album(
            List.of(order(MediaKind.IMAGE, spooled(1)), order(MediaKind.IMAGE, spooled(1, 2))));
    send(TO_THEM, album, SendOptions.NONE);
    theirs(4);
    for (ReadContent part : world.them().contents()) {
      assertEquals(Optional.of(DAY), timer(part));
    }
    world.time.advance(Duration.ofSeconds(1));
    world.them().send(world.me().jid(), new DisappearingContent(Duration.ZERO));
    World.awaitTrue(
        () -> world.stores.conversations().chatTimer(world.shop().id(), THEM).isEmpty(),
        () -> "the timer stays on");
    say(TextContent.of("last"));
    assertEquals(Optional.empty(), timer(lastOfTheirs(5)));
  }

  @Test
  void sendsWithItsOwnTimerOnceTheServerTookIt() {
    world.open();
    world.whatsApp.nackNext(479);
    assertThrows(SendException.Refused.class, () -> say(new DisappearingContent(DAY)));
    say(TextContent.of("one"));
    assertEquals(Optional.empty(), timer(lastOfTheirs(1)));
    say(new DisappearingContent(DAY));
    say(TextContent.of("two"));
    assertEquals(Optional.of(DAY), timer(lastOfTheirs(3)));
  }

  @Test
  void quotesAMessageThatTheUserGaveWhole() {
    world.open();
    MessageKey key = MessageKey.of(THEM, false, new MessageId("ABCD"));
    SendOptions quoting =
        new SendOptions(
            Optional.of(
                new Quoted.Given(
                    key, world.application.chats().content("{\"conversation\":\"a\"}"))),
            List.of(),
            false,
            false,
            Optional.empty(),
            new Audience.None());
    send(TO_THEM, new SendContent.Ready(TextContent.of("b")), quoting);
    assertEquals(THEM, lastOfTheirs(1).context().quoted().orElseThrow().author());
  }

  @Test
  void showsWhatTheFirstLinkLeadsTo() {
    world.open();
    URI image = world.web.serve("http://127.0.0.1/i.jpg", "image/jpeg", (byte) 1, (byte) 2);
    world.web.page(
        "https://www.example.com/a?b=1",
        new LinkReader.Page("Example", Optional.of("said"), Optional.of(image)));
    send(
        TO_THEM,
        new SendContent.Ready(TextContent.of("see www.example.com/a?b=1, and http://x.example")),
        options(false, true, new Audience.None()));
    TextContent text = assertInstanceOf(TextContent.class, theirs(1).getFirst());
    LinkPreview preview = text.preview().orElseThrow();
    assertEquals("www.example.com/a?b=1", preview.matchedText());
    assertEquals("Example", preview.title());
    assertTrue(preview.thumbnail().isPresent());
    assertEquals(2, preview.image().orElseThrow().length());
  }

  @Test
  void sendsATextWithoutAPreviewThatCannotBeMade() {
    world.open();
    send(
        TO_THEM,
        new SendContent.Ready(TextContent.of("see http://127.0.0.1/missing")),
        options(false, true, new Audience.None()));
    assertEquals(TextContent.of("see http://127.0.0.1/missing"), theirs(1).getFirst());
  }

  @Test
  void postsAStatusToChosenPeopleOrToAllContacts() {
    world.open();
    InMemoryPhone third = world.whatsApp.phone("5511999990003");
    SendContent status = new SendContent.Ready(TextContent.of("today"));
    Recipient feed = new Recipient.Address(BroadcastJid.STATUS);
    InvalidValueException nobody =
        assertThrows(
            InvalidValueException.class,
            () -> send(feed, status, options(false, false, new Audience.AllContacts())));
    assertEquals("Contacts not found", nobody.reason());
    send(
        feed,
        status,
        options(
            false, false, new Audience.People(List.of(new Recipient.Address((Jid) third.jid())))));
    assertEquals(List.of("today"), third.awaitTexts(1));
    world.them().sendText(world.me().jid(), "hello");
    world.awaitTold(EventKind.MESSAGES_UPSERT, 1);
    send(feed, status, options(false, false, new Audience.AllContacts()));
    assertEquals(List.of("today"), world.them().awaitTexts(1));
    assertEquals(List.of("today"), third.received());
  }
}
