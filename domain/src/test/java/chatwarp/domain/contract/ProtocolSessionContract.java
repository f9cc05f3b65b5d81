package chatwarp.domain.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InstanceToken;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.Profile;
import chatwarp.domain.model.StatusPrivacy;
import chatwarp.domain.model.StatusScope;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ProtocolSession;
import chatwarp.domain.port.ProtocolSessionFactory;
import chatwarp.domain.port.Registration;
import chatwarp.domain.port.Sending;
import chatwarp.domain.port.SessionContext;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.SessionOptions;
import chatwarp.domain.port.SessionSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every session must do, against a WhatsApp with phones that obey the test. */
public abstract class ProtocolSessionContract {
  /** A WhatsApp with what a test needs to be the other side. Numbers are digits only. */
  protected interface World extends AutoCloseable {
    ProtocolSessionFactory sessions();

    /** Where the sessions' host keeps what it is told; the factory reads from the same. */
    StoragePorts stores();

    /** Makes the account of this number, with a phone that is online. */
    void account(String number);

    /** The phone of this number scans a QR. */
    void scan(String number, String qr);

    /** The phone of this number is given a pairing code. */
    void enterCode(String number, String code);

    /** The phone sends a text; it may be on its way when this returns. */
    void sendText(String number, UserJid to, String text);

    /** The texts that the phone has read, in order; waits until there are so many. */
    List<String> awaitTexts(String number, int count);

    /** The server refuses the account's next message with this code. */
    void nackNext(String number, int code);

    /** The server takes the account's next message and loses the ack. */
    void loseNextAck(String number);

    /** The server drops the account's connections. */
    void drop(String number);

    /** The phone unlinks all its devices. */
    void unlink(String number);

    /** The account's owner chooses on the phone who may see status posts. */
    void showStatus(String number, StatusPrivacy to);

    /** Every file on the media hosts expires. */
    void expireMedia();

    @Override
    void close();
  }

  private static final String MINE = "5511999990001";
  private static final String THEIRS = "5511999990002";
  private static final UserJid ME = UserJid.phone(MINE);
  private static final UserJid THEM = UserJid.phone(THEIRS);

  /** The frame header of a picture of 640 x 640 pixels. */
  private static final byte[] SQUARE =
      HexFormat.of().parseHex("ffd8ffc0000b080280028001011100ffd9");

  private World world;
  private InstanceId instance;
  private Lease lease;
  private RecordingHost host;
  private ProtocolSession session;

  /** A fresh world. */
  protected abstract World world();

  @BeforeEach
  void prepare() {
    world = world();
    world.account(MINE);
    world.account(THEIRS);
    instance = new InstanceId(new UUID(1, 2));
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    InstanceName name = new InstanceName("contract");
    world
        .stores()
        .instances()
        .create(
            new Instance(
                instance,
                InstanceConfig.named(name),
                new InstanceToken("token"),
                Optional.empty(),
                Profile.UNKNOWN,
                Optional.empty(),
                false,
                now,
                now),
            List.of());
    lease = world.stores().instances().acquire(instance, new NodeId("node")).orElseThrow();
    renew();
  }

  @AfterEach
  void finish() {
    session.close();
    world.close();
  }

  /** A new session over what is kept, as after a restart of the process. */
  private void renew() {
    host = new RecordingHost(world.stores(), lease);
    SessionOptions options =
        new SessionOptions("contract", "Chrome", false, false, Optional.empty());
    session =
        world
            .sessions()
            .create(
                new SessionContext(instance, world.stores().auth().load(instance), options, host));
  }

  private void pair() {
    session.connect();
    world.scan(MINE, host.awaitSignal(SessionSignal.QrOffered.class, 1).qr());
    host.awaitSignal(SessionSignal.Closed.class, 1);
    open(1);
  }

  private void open(int nth) {
    session.connect();
    host.awaitSignal(SessionSignal.Opened.class, nth);
  }

  private static OutgoingMessage text(String id, String text) {
    return OutgoingMessage.of(new MessageId("3EB0" + id), THEM, TextContent.of(text));
  }

  private static Sending.Outcome outcome(Sending sending) throws Exception {
    return sending.outcome().get(20, TimeUnit.SECONDS);
  }

  private UserJid me() {
    return world
        .stores()
        .auth()
        .load(instance)
        .orElseThrow()
        .metadata()
        .device()
        .orElseThrow()
        .owner();
  }

  @Test
  void offersAQrWhenThereIsNoAccount() {
    session.connect();
    assertTrue(host.awaitSignal(SessionSignal.QrOffered.class, 1).qr().contains("2@"));
  }

  @Test
  void keepsItsKeysBeforeItShowsThem() {
    session.connect();
    host.awaitSignal(SessionSignal.QrOffered.class, 1);
    assertTrue(world.stores().auth().load(instance).isPresent());
  }

  @Test
  void asksForARestartOncePaired() {
    session.connect();
    world.scan(MINE, host.awaitSignal(SessionSignal.QrOffered.class, 1).qr());
    SessionSignal.Closed end = host.awaitSignal(SessionSignal.Closed.class, 1);
    assertEquals(DisconnectReason.RESTART_REQUIRED, end.reason());
    assertTrue(host.awaitFact(SessionFact.Paired.class, 1).auth().metadata().paired());
    assertEquals(UserJid.phone(MINE), me());
  }

  @Test
  void opensWithTheKeysOfThePairing() {
    pair();
    session.close();
    renew();
    open(1);
    assertTrue(host.signals().stream().noneMatch(SessionSignal.QrOffered.class::isInstance));
  }

  @Test
  void issuesAPairingCodeOfEightCharacters() {
    session.connect();
    host.awaitSignal(SessionSignal.QrOffered.class, 1);
    assertEquals(8, session.requestPairingCode(MINE).length());
  }

  @Test
  void pairsByCode() {
    session.connect();
    host.awaitSignal(SessionSignal.QrOffered.class, 1);
    world.enterCode(MINE, session.requestPairingCode(MINE));
    host.awaitFact(SessionFact.Paired.class, 1);
    host.awaitSignal(SessionSignal.Closed.class, 1);
    open(1);
  }

  @Test
  void takesASecondConnectAsNothing() {
    pair();
    session.connect();
    session.connect();
    session.disconnect();
    host.awaitSignal(SessionSignal.Closed.class, 2);
    open(2);
    assertEquals(2, host.signals().stream().filter(SessionSignal.Opened.class::isInstance).count());
  }

  @Test
  void sendsATextThatThePhoneReads() throws Exception {
    pair();
    Sending sending = session.send(text("01", "hello"));
    assertInstanceOf(Sending.Outcome.Acked.class, outcome(sending));
    assertEquals(List.of("hello"), world.awaitTexts(THEIRS, 1));
    assertEquals("conversation", sending.stored().content().type());
  }

  @Test
  void keepsMessagesThatBelongTogetherInOneStepAndSendsThemInOrder() throws Exception {
    pair();
    List<Sending> sendings =
        session.send(List.of(text("01", "one"), text("02", "two"), text("03", "three")));
    for (Sending sending : sendings) {
      assertInstanceOf(Sending.Outcome.Acked.class, outcome(sending));
    }
    assertEquals(
        List.of("3EB001", "3EB002", "3EB003"),
        sendings.stream().map(sending -> sending.stored().key().id().value()).toList());
    assertEquals(List.of("one", "two", "three"), world.awaitTexts(THEIRS, 3));
    List<SessionFact> step =
        host.steps().stream()
            .filter(facts -> index(facts, SessionFact.Prepared.class) >= 0)
            .findFirst()
            .orElseThrow();
    assertEquals(3, step.stream().filter(SessionFact.Prepared.class::isInstance).count());
  }

  @Test
  void keepsAMessageBeforeItIsAcknowledged() throws Exception {
    pair();
    outcome(session.send(text("01", "hello")));
    host.awaitFact(SessionFact.SendAcked.class, 1);
    List<SessionFact> facts = host.facts();
    int prepared = index(facts, SessionFact.Prepared.class);
    int acked = index(facts, SessionFact.SendAcked.class);
    assertTrue(prepared >= 0 && prepared < acked, facts.toString());
  }

  private static int index(List<SessionFact> facts, Class<? extends SessionFact> kind) {
    return IntStream.range(0, facts.size())
        .filter(i -> kind.isInstance(facts.get(i)))
        .findFirst()
        .orElse(-1);
  }

  @Test
  void dropsTheStanzaWithTheAck() throws Exception {
    pair();
    outcome(session.send(text("01", "hello")));
    host.awaitFact(SessionFact.SendAcked.class, 1);
    assertEquals(List.of(), world.stores().state().stanzas(instance));
  }

  @Test
  void sendsAnUnacknowledgedMessageAgainAndItIsReadOnce() throws Exception {
    pair();
    world.loseNextAck(MINE);
    Sending sending = session.send(text("01", "hello"));
    world.awaitTexts(THEIRS, 1);
    assertFalse(world.stores().state().stanzas(instance).isEmpty());
    session.disconnect();
    open(2);
    assertInstanceOf(Sending.Outcome.Acked.class, outcome(sending));
    outcome(session.send(text("02", "again")));
    assertEquals(List.of("hello", "again"), world.awaitTexts(THEIRS, 2));
  }

  @Test
  void sendsAnUnacknowledgedMessageAgainAfterARestartOfTheProcess() {
    pair();
    world.loseNextAck(MINE);
    session.send(text("01", "hello"));
    world.awaitTexts(THEIRS, 1);
    session.close();
    renew();
    open(1);
    host.awaitFact(SessionFact.SendAcked.class, 1);
    assertEquals(List.of("hello"), world.awaitTexts(THEIRS, 1));
    assertEquals(List.of(), world.stores().state().stanzas(instance));
  }

  /** Who hears the answer after a crash has nothing else to tell what was answered. */
  @Test
  void keepsWhatAnOwnEditOrRevokeIsAbout() throws Exception {
    pair();
    Sending target = session.send(text("01", "hello"));
    outcome(target);
    MessageKey key = target.stored().key();
    MessageRecord edit = prepared("02", new EditContent(key, TextContent.of("new")));
    MessageRecord revoke = prepared("03", new RevokeContent(key));
    EditContent edited = assertInstanceOf(EditContent.class, said(edit));
    assertEquals(TextContent.of("new"), edited.replacement());
    RevokeContent revoked = assertInstanceOf(RevokeContent.class, said(revoke));
    for (MessageKey about : List.of(edited.target(), revoked.target())) {
      assertEquals(
          MessageKey.of(THEM, true, key.id()),
          MessageKey.of(about.chat(), about.fromMe(), about.id()));
    }
  }

  private MessageRecord prepared(String id, MessageContent content) {
    return session.send(OutgoingMessage.of(new MessageId("3EB0" + id), THEM, content)).stored();
  }

  private MessageContent said(MessageRecord message) {
    return world
        .sessions()
        .contents()
        .read(message.content(), message.key().chat())
        .orElseThrow()
        .content();
  }

  @Test
  void reportsWhatTheServerRefused() throws Exception {
    pair();
    world.nackNext(MINE, 479);
    Sending sending = session.send(text("01", "hello"));
    assertEquals(new Sending.Outcome.Refused(479), outcome(sending));
    assertEquals(479, host.awaitFact(SessionFact.SendRefused.class, 1).code());
    assertEquals(List.of(), world.stores().state().stanzas(instance));
  }

  @Test
  void receivesAText() {
    pair();
    world.sendText(THEIRS, me(), "hello");
    SessionFact.Received received = host.awaitFact(SessionFact.Received.class, 1);
    assertEquals(
        Optional.of(TextContent.of("hello")), received.content().map(ReadContent::content));
    assertEquals(THEM, received.message().sender().isLid() ? THEM : received.message().sender());
    assertFalse(received.message().key().fromMe());
  }

  @Test
  void receivesWhatCameWhileItWasAway() {
    pair();
    session.disconnect();
    host.awaitSignal(SessionSignal.Closed.class, 2);
    world.sendText(THEIRS, me(), "one");
    world.sendText(THEIRS, me(), "two");
    open(2);
    host.awaitFact(SessionFact.Received.class, 2);
    assertEquals(List.of("one", "two"), receivedTexts());
  }

  private List<String> receivedTexts() {
    List<String> texts = new ArrayList<>();
    for (SessionFact fact : host.facts()) {
      if (fact instanceof SessionFact.Received received
          && received.content().orElseThrow().content() instanceof TextContent said) {
        texts.add(said.text());
      }
    }
    return texts;
  }

  @Test
  void keepsTheOrderBothWays() throws Exception {
    pair();
    List<String> expected = IntStream.range(0, 30).mapToObj(i -> "text " + i).toList();
    for (int i = 0; i < 30; i++) {
      world.sendText(THEIRS, me(), expected.get(i));
      session.send(text("%02d".formatted(i), expected.get(i)));
    }
    assertEquals(expected, world.awaitTexts(THEIRS, 30));
    host.awaitFact(SessionFact.Received.class, 30);
    assertEquals(expected, receivedTexts());
  }

  @Test
  void tellsThatAMessageWasDelivered() throws Exception {
    pair();
    outcome(session.send(text("01", "hello")));
    SessionFact.ReceiptReceived receipt = host.awaitFact(SessionFact.ReceiptReceived.class, 1);
    assertEquals(List.of(new MessageId("3EB001")), receipt.ids());
    assertTrue(receipt.fromMe());
  }

  @Test
  void saysWhoIsOnWhatsApp() {
    pair();
    UserJid nobody = UserJid.phone("5511000000000");
    List<Registration> answers = session.lookup(List.of(nobody, THEM));
    assertEquals(List.of(nobody, THEM), answers.stream().map(Registration::asked).toList());
    assertEquals(List.of(false, true), answers.stream().map(Registration::exists).toList());
  }

  @Test
  void refusesToSendWithoutAConnection() {
    assertThrows(SessionException.NotConnected.class, () -> session.send(text("01", "hello")));
    assertEquals(List.of(), host.facts());
  }

  @Test
  void tellsWhenTheServerEndsTheConnection() {
    pair();
    world.drop(MINE);
    assertFalse(host.awaitSignal(SessionSignal.Closed.class, 2).reason().terminal());
  }

  @Test
  void tellsWhenThePhoneUnlinksTheDevice() {
    pair();
    world.unlink(MINE);
    assertEquals(
        DisconnectReason.LOGGED_OUT, host.awaitSignal(SessionSignal.Closed.class, 2).reason());
  }

  @Test
  void isRefusedAfterALogout() {
    pair();
    session.logout();
    host.awaitSignal(SessionSignal.Closed.class, 2);
    session.close();
    renew();
    session.connect();
    assertEquals(
        DisconnectReason.LOGGED_OUT, host.awaitSignal(SessionSignal.Closed.class, 1).reason());
  }

  @ParameterizedTest
  @EnumSource(MediaKind.class)
  void givesBackTheFileItUploaded(MediaKind kind, @TempDir Path folder) throws Exception {
    pair();
    byte[] bytes = new byte[1000];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(folder.resolve("file"), bytes);
    MediaReference reference = session.media().upload(kind, file);
    assertEquals(bytes.length, reference.length());
    Path target = folder.resolve("target");
    session.media().download(kind, reference, target);
    assertArrayEquals(bytes, Files.readAllBytes(target));
    assertArrayEquals(bytes, Files.readAllBytes(file));
  }

  @Test
  void saysThatAFileIsGone(@TempDir Path folder) throws Exception {
    pair();
    Path file = Files.write(folder.resolve("file"), new byte[10]);
    MediaReference reference = session.media().upload(MediaKind.IMAGE, file);
    world.expireMedia();
    Path target = folder.resolve("target");
    assertThrows(
        SessionException.MediaGone.class,
        () -> session.media().download(MediaKind.IMAGE, reference, target));
    assertFalse(Files.exists(target));
  }

  @Test
  void transfersNothingWithoutAConnection(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("file"), new byte[10]);
    assertThrows(
        SessionException.NotConnected.class, () -> session.media().upload(MediaKind.IMAGE, file));
  }

  @Test
  void findsNoPictureOfSomebodyWhoHasNone() {
    pair();
    assertEquals(Optional.empty(), session.contacts().picture(THEM, true));
  }

  @Test
  void tellsWhereTheOwnNewPictureIsAndThatItIsGone() {
    pair();
    session.contacts().setPicture(Optional.empty(), Optional.of(SQUARE));
    SessionFact.PictureChanged shown = host.awaitFact(SessionFact.PictureChanged.class, 1);
    assertEquals(ME, shown.of());
    assertTrue(shown.now().isPresent());
    assertEquals(shown.now(), session.contacts().picture(ME, false));
    session.contacts().setPicture(Optional.empty(), Optional.empty());
    assertEquals(Optional.empty(), host.awaitFact(SessionFact.PictureChanged.class, 2).now());
    assertEquals(Optional.empty(), session.contacts().picture(ME, false));
  }

  @Test
  void setsNoPictureWithoutAConnection() {
    assertThrows(
        SessionException.NotConnected.class,
        () -> session.contacts().setPicture(Optional.empty(), Optional.of(SQUARE)));
  }

  @Test
  void looksAtNobodyWithoutAConnection() {
    assertThrows(SessionException.NotConnected.class, () -> session.contacts().picture(THEM, true));
    assertThrows(
        SessionException.NotConnected.class,
        () -> session.contacts().markRead(THEM, THEM, List.of(new MessageId("3EB001")), false));
  }

  @Test
  void asksEachTimeWhomPostsAreShown() {
    pair();
    assertEquals(StatusPrivacy.DEFAULT, session.contacts().statusPrivacy());
    for (StatusScope scope : List.of(StatusScope.ONLY, StatusScope.CONTACTS_EXCEPT)) {
      StatusPrivacy chosen = new StatusPrivacy(scope, List.of(THEM));
      world.showStatus(MINE, chosen);
      assertEquals(chosen, session.contacts().statusPrivacy());
    }
  }

  @Test
  void asksNobodyWhomPostsAreShownWithoutAConnection() {
    assertThrows(SessionException.NotConnected.class, () -> session.contacts().statusPrivacy());
  }

  private OutgoingMessage toFeed(String id, MessageContent content) {
    return new OutgoingMessage(
        new MessageId("3EB0" + id),
        BroadcastJid.STATUS,
        content,
        MessageContext.NONE,
        List.of(THEM));
  }

  @Test
  void postsAStatusAndDeletesIt() throws Exception {
    pair();
    assertInstanceOf(
        Sending.Outcome.Acked.class, outcome(session.send(toFeed("01", TextContent.of("look")))));
    assertEquals(List.of("look"), world.awaitTexts(THEIRS, 1));
    MessageKey post = MessageKey.of(BroadcastJid.STATUS, true, new MessageId("3EB001"));
    assertInstanceOf(
        Sending.Outcome.Acked.class, outcome(session.send(toFeed("02", new RevokeContent(post)))));
  }

  @Test
  void reactsToAStatus() throws Exception {
    pair();
    MessageKey post =
        new MessageKey(
            BroadcastJid.STATUS,
            false,
            new MessageId("3A01"),
            Optional.of(THEM),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Sending sending = session.send(toFeed("01", new ReactionContent(post, "💚")));
    assertInstanceOf(Sending.Outcome.Acked.class, outcome(sending));
    MessageKey kept = sending.stored().key();
    assertEquals(BroadcastJid.STATUS, kept.chat());
    assertEquals(Optional.of(ME), kept.participant());
  }

  @Test
  void saysNothingAnyMoreOnceClosed() {
    pair();
    session.close();
    session.connect();
    assertThrows(SessionException.NotConnected.class, () -> session.send(text("01", "hello")));
    assertEquals(1, host.signals().stream().filter(SessionSignal.Closed.class::isInstance).count());
  }
}
