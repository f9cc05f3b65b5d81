package chatwarp.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.AppStateSyncKey;
import chatwarp.adapters.wa.proto.AppStateSyncKeyId;
import chatwarp.adapters.wa.proto.AppStateSyncKeyRequest;
import chatwarp.adapters.wa.proto.DeviceSentMessage;
import chatwarp.adapters.wa.proto.HistorySync;
import chatwarp.adapters.wa.proto.HistorySyncNotification;
import chatwarp.adapters.wa.proto.HistorySyncType;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.exchange.Violation;
import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A phone and its companions, at the real exchange. */
class CompanionTest {
  private final World world = new World();
  private final Phone ana = world.phone("Ana");
  private final Phone bia = world.phone("Bia");
  private final TestCompanion companion = new TestCompanion(world, ana.account());

  @BeforeEach
  void befriend() {
    ana.contacts().add(new Contact(bia.account().phone(), bia.account().lid(), "Beatriz"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void sharesTheAppStateKeyFirst() throws Exception {
    companion.login();
    Node stanza = companion.message(1);
    assertEquals(Optional.of("peer"), stanza.attr("category"));
    assertEquals(ana.account().phone(), stanza.requireJid("from").bare());
    assertEquals(Optional.of(ana.account().lid().toString()), stanza.attr("sender_lid"));
    assertFalse(stanza.has("recipient"), "Baileys would take it for spoofed");
    AppStateSyncKey key = protocol(stanza).getAppStateSyncKeyShare().getKeys(0);
    assertEquals(6, key.getKeyId().getKeyId().size());
    assertEquals(32, key.getKeyData().getKeyData().size());
  }

  @Test
  void sendsTheHistoryChunkByChunkAsTheCompanionConfirms() throws Exception {
    companion.login();
    assertEquals(
        ProtocolMessage.Type.APP_STATE_SYNC_KEY_SHARE, protocol(companion.message(1)).getType());
    for (HistorySyncType type :
        List.of(
            HistorySyncType.INITIAL_BOOTSTRAP, HistorySyncType.PUSH_NAME, HistorySyncType.RECENT)) {
      int place = companion.stanzas.entries(TestCompanion::peer).size();
      companion.confirm(companion.message(place));
      HistorySyncNotification chunk =
          protocol(companion.message(place + 1)).getHistorySyncNotification();
      assertEquals(type, chunk.getSyncType());
      HistorySync history = inflated(chunk);
      assertEquals(type.name(), history.getSyncType().name());
    }
    companion.confirm(companion.message(4));
    settle();
    assertEquals(4, companion.stanzas.entries(TestCompanion::peer).size());
  }

  @Test
  void waitsForTheReceiptOfOneBeforeTheNext() throws Exception {
    companion.login();
    companion.message(1);
    settle();
    assertEquals(1, companion.stanzas.entries(TestCompanion::peer).size());
  }

  @Test
  void tellsTheCompanionOfItsContacts() throws Exception {
    companion.login();
    protocol(companion.message(1));
    companion.confirm(companion.message(1));
    HistorySync bootstrap = inflated(protocol(companion.message(2)).getHistorySyncNotification());
    assertEquals("Beatriz", bootstrap.getConversations(0).getName());
    assertEquals(2, bootstrap.getPhoneNumberToLidMappingsCount());
    companion.confirm(companion.message(2));
    HistorySync names = inflated(protocol(companion.message(3)).getHistorySyncNotification());
    assertEquals("Ana", names.getPushnames(0).getPushname());
    assertEquals("Beatriz", names.getPushnames(1).getPushname());
  }

  @Test
  void greetsOnlyOnce() throws Exception {
    companion.login();
    protocol(companion.message(1));
    companion.confirm(companion.message(1));
    companion.message(2);
    companion.logout();
    companion.login();
    settle();
    List<String> ids =
        companion.stanzas.entries(TestCompanion::peer).stream()
            .map(n -> n.requireAttr("id"))
            .distinct()
            .toList();
    assertEquals(2, ids.size());
  }

  @Test
  void sendsAMessageAgainThatTheCompanionCouldNotRead() throws Exception {
    companion.login();
    Node first = companion.message(1);
    companion.submit(
        Node.builder("receipt")
            .attr("id", first.requireAttr("id"))
            .attr("to", ana.account().phone())
            .attr("type", "retry")
            .children(
                Node.builder("retry").attr("count", 1).attr("id", first.requireAttr("id")).build(),
                PhoneStanzas.registration(77))
            .build());
    Node again = companion.message(2);
    assertEquals(first.attr("id"), again.attr("id"));
    assertEquals(Optional.of("peer"), again.attr("category"));
    assertEquals(ProtocolMessage.Type.APP_STATE_SYNC_KEY_SHARE, protocol(again).getType());
  }

  @Test
  void sharesTheKeyAgainWhenAsked() throws Exception {
    companion.login();
    ByteString known =
        protocol(companion.message(1)).getAppStateSyncKeyShare().getKeys(0).getKeyId().getKeyId();
    ByteString unknown = ByteString.copyFromUtf8("nobody");
    AppStateSyncKeyRequest request =
        AppStateSyncKeyRequest.newBuilder()
            .addKeyIds(AppStateSyncKeyId.newBuilder().setKeyId(known))
            .addKeyIds(AppStateSyncKeyId.newBuilder().setKeyId(unknown))
            .build();
    Message message =
        Message.newBuilder()
            .setProtocolMessage(
                ProtocolMessage.newBuilder()
                    .setType(ProtocolMessage.Type.APP_STATE_SYNC_KEY_REQUEST)
                    .setAppStateSyncKeyRequest(request))
            .build();
    companion.submit(
        Node.builder("message")
            .attr("id", "REQUEST")
            .attr("to", ana.account().phone())
            .attr("type", "text")
            .attr("category", "peer")
            .children(companion.enc(ana.account().primary(), message))
            .build());
    List<AppStateSyncKey> keys =
        protocol(companion.message(2)).getAppStateSyncKeyShare().getKeysList();
    assertEquals(32, keys.get(0).getKeyData().getKeyData().size());
    assertTrue(keys.get(1).getKeyData().getKeyData().isEmpty());
  }

  @ParameterizedTest(name = "a peer message {0}")
  @ValueSource(strings = {"to somebody else", "without an enc of its own"})
  void refusesPeerMessagesThatAreNone(String wrong) throws Exception {
    companion.login();
    boolean toOther = wrong.equals("to somebody else");
    Node enc =
        companion.enc(
            (toOther ? bia : ana).account().primary(),
            Message.newBuilder().setConversation("x").build());
    Node entry = Node.builder("to").attr("jid", ana.account().phone()).children(enc).build();
    companion.submit(
        Node.builder("message")
            .attr("id", "WRONG")
            .attr("to", (toOther ? bia : ana).account().phone())
            .attr("type", "text")
            .attr("category", "peer")
            .children(
                toOther ? enc : Node.builder("participants").children(entry).build(),
                Node.of("device-identity", new byte[] {1}))
            .build());
    settle();
    assertEquals(
        List.of("a peer message " + wrong),
        world.violations.list().stream().map(Violation::detail).toList());
  }

  @Test
  void readsTheCopyOfWhatACompanionSends() throws Exception {
    companion.login();
    UserJid chat = bia.account().phone();
    Message copy =
        Message.newBuilder()
            .setDeviceSentMessage(
                DeviceSentMessage.newBuilder()
                    .setDestinationJid(chat.toString())
                    .setMessage(MessageText.message("from the computer")))
            .build();
    companion.submit(
        Node.builder("message")
            .attr("id", "COPY")
            .attr("to", chat)
            .attr("type", "text")
            .children(
                Node.of(
                    "participants",
                    Node.builder("to")
                        .attr("jid", bia.account().primary().jid())
                        .children(
                            companion.enc(
                                bia.account().primary(), MessageText.message("from the computer")))
                        .build(),
                    Node.builder("to")
                        .attr("jid", ana.account().primary().jid())
                        .children(companion.enc(ana.account().primary(), copy))
                        .build()),
                Node.of("device-identity", new byte[1]))
            .build());
    InboxEntry entry = ana.inbox().await(e -> e.id().equals("COPY"), World.SOON).orElseThrow();
    assertEquals(Optional.of("from the computer"), entry.text());
    assertEquals(chat, entry.chat());
    assertTrue(entry.content() instanceof InboxEntry.Opened opened && opened.ownCopy());
    assertEquals(
        Optional.of("from the computer"),
        bia.inbox().await(e -> e.id().equals("COPY"), World.SOON).orElseThrow().text());
  }

  @Test
  void doesNotTrustACopyFromAStranger() throws Exception {
    TestCompanion stranger = new TestCompanion(world, bia.account());
    Message forged =
        Message.newBuilder()
            .setDeviceSentMessage(
                DeviceSentMessage.newBuilder()
                    .setDestinationJid(bia.account().phone().toString())
                    .setMessage(MessageText.message("I am you")))
            .build();
    stranger.submit(
        Node.builder("message")
            .attr("id", "FORGED")
            .attr("to", ana.account().phone())
            .attr("type", "text")
            .children(
                Node.of(
                    "participants",
                    Node.builder("to")
                        .attr("jid", ana.account().primary().jid())
                        .children(stranger.enc(ana.account().primary(), forged))
                        .build()),
                Node.of("device-identity", new byte[1]))
            .build());
    InboxEntry entry = ana.inbox().await(e -> e.id().equals("FORGED"), World.SOON).orElseThrow();
    assertEquals(Optional.of(Unreadable.BAD_CONTENT), entry.failure());
  }

  @Test
  void givesItsCompanionACopyOfWhatItSends() throws Exception {
    companion.login();
    companion.message(1);
    String id = ana.sendText(bia.account().phone(), "from the phone").get();
    // Bia's receipt of the same id may come before the copy.
    Node stanza =
        companion
            .stanzas
            .await(n -> n.is("message") && n.attrIs("id", id), World.SOON)
            .orElseThrow();
    assertEquals(Optional.of(bia.account().phone()), stanza.attrJid("recipient"));
    protocol(companion.message(1));
    DeviceSentMessage copy = companion.read(stanza).getDeviceSentMessage();
    assertEquals(bia.account().phone().toString(), copy.getDestinationJid());
    assertEquals(Optional.of("from the phone"), MessageText.of(copy.getMessage()));
  }

  @Test
  void leavesOutADeviceWhoseBundleIsForged() throws Exception {
    TestCompanion forged = new TestCompanion(world, bia.account());
    forged.leaveForgedKeys();
    String id = ana.sendText(bia.account().phone(), "to the honest ones").get();
    arrived(bia, id);
    forged.login();
    settle();
    assertEquals(List.of(), forged.stanzas.entries(n -> n.attrIs("id", id)));
  }

  @Test
  void leavesTheTalkingToItsCompanion() throws Exception {
    String id = bia.sendText(ana.account().phone(), "anybody there?").get();
    arrived(ana, id);
    ana.sendText(bia.account().phone(), "marker").get();
    settle();
    assertEquals(List.of(), bia.events().entries(e -> e instanceof PhoneEvent.Receipt));
  }

  /** Lets everything that is under way arrive, by a message there and back. */
  private void settle() throws Exception {
    String there = ana.sendText(bia.account().phone(), "there").get();
    arrived(bia, there);
    String back = bia.sendText(ana.account().phone(), "back").get();
    arrived(ana, back);
  }

  private static void arrived(Phone phone, String id) throws InterruptedException {
    assertTrue(phone.inbox().await(e -> e.id().equals(id), World.SOON).isPresent());
  }

  private ProtocolMessage protocol(Node stanza) throws Exception {
    return companion.read(stanza).getProtocolMessage();
  }

  private static HistorySync inflated(HistorySyncNotification chunk) throws Exception {
    byte[] payload = chunk.getInitialHistBootstrapInlinePayload().toByteArray();
    return HistorySync.parseFrom(new InflaterInputStream(new ByteArrayInputStream(payload)));
  }
}
