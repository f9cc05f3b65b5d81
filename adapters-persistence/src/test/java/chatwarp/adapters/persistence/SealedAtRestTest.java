package chatwarp.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.contract.Samples;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.InstanceToken;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.ProxyConfig;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.WebhookConfig;
import chatwarp.domain.port.AuthChange;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.PollVote;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.Stanza;
import chatwarp.domain.port.StanzaChange;
import chatwarp.domain.port.StateChange;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import chatwarp.domain.port.StoreException;
import chatwarp.domain.port.TargetId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody sees who has the database but not the key. */
class SealedAtRestTest {
  private static final UserJid VIEWER = UserJid.phone("5511987654321");

  private final TestDatabase database = TestDatabase.open(TestServer.embedded());

  @AfterEach
  void close() {
    database.close();
  }

  private Lease fill() throws Exception {
    InstanceConfig config =
        new InstanceConfig(
            Samples.name(),
            Optional.of(new InstanceToken("secret-token")),
            InstanceConfig.BAILEYS_INTEGRATION,
            Optional.empty(),
            Optional.empty(),
            new InstanceSettings(false, "", false, false, false, false, false, "secret-wavoip"),
            Optional.of(
                new ProxyConfig(
                    ProxyConfig.Protocol.HTTP,
                    "proxy",
                    1,
                    Optional.of(
                        new ProxyConfig.Credentials("secret-proxy-user", "secret-proxy-pass")))),
            Optional.of(
                new WebhookConfig(
                    true,
                    URI.create("http://127.0.0.1/?key=secret-url"),
                    false,
                    false,
                    Map.of("X-Key", "secret-header"),
                    Set.of(EventKind.CALL))));
    Instance instance = Samples.instance(config);
    Database store = database.database();
    store.instances().create(instance, List.of(Samples.event(instance, "secret-first-event")));
    store.events().open(instance.id(), TargetId.WEBHOOK, true);
    Lease lease = store.instances().acquire(instance.id(), new NodeId("node")).orElseThrow();
    MessageRecord plain = Samples.message(Samples.ANA, Samples.ANA, "M");
    MessageRecord message =
        new MessageRecord(
            plain.key(),
            plain.sender(),
            Optional.of("secret-push-name"),
            plain.timestamp(),
            plain.status(),
            new WireContent("conversation", bytes("secret-body"), "{\"a\":\"secret-json\"}"));
    store
        .state()
        .commit(
            new ChangeSet(
                lease,
                Optional.of(new AuthChange.Save(Samples.paired())),
                List.of(put("a", "secret-state"), put("b", "secret-other")),
                List.of(
                    new StanzaChange.Keep(
                        new Stanza(new MessageId("M"), Samples.ANA, bytes("secret-stanza")))),
                List.of(
                    new RowChange.AddMessage(message),
                    new RowChange.EditMessage(
                        message.key(),
                        new WireContent(
                            "conversation", bytes("secret-edit"), "{\"a\":\"secret-edit\"}"),
                        Samples.T0),
                    new RowChange.MoveFile(
                        message.key(),
                        new WireContent(
                            "conversation", bytes("secret-place"), "{\"a\":\"secret-place\"}"),
                        Optional.of(Samples.T0)),
                    new RowChange.AddPollVote(
                        Samples.ANA,
                        new MessageId("M"),
                        new PollVote(
                            Samples.BEA, Optional.empty(), List.of("secret-choice"), Samples.T0)),
                    new RowChange.KeepAudience(new MessageId("M"), List.of(VIEWER)),
                    new RowChange.TouchChat(
                        Samples.ANA, Optional.of("visible-name"), Samples.T0, 1)),
                List.of(Samples.event(instance, "secret-event")),
                Optional.of(
                    new IdempotentSend(
                        new IdempotencyKey("key"),
                        Samples.secret(32, 0x77),
                        Samples.ANA,
                        new MessageId("M")))))
        .get(30, TimeUnit.SECONDS);
    store
        .events()
        .bury(
            instance.id(),
            TargetId.WEBHOOK,
            store.events().next(instance.id(), TargetId.WEBHOOK, 1).getFirst(),
            "gone",
            Samples.T0);
    return lease;
  }

  private static StateChange put(String id, String value) {
    return new StateChange.Put(new StateKey(StateSpace.SESSION, id), bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> tables() {
    return database
        .server()
        .query(
            "select table_name from information_schema.tables where table_schema = '"
                + database.schema()
                + "'");
  }

  private String dump() {
    StringBuilder dump = new StringBuilder();
    for (String table : tables()) {
      database
          .server()
          .query("select cast(t as text) from " + database.schema() + "." + table + " t")
          .forEach(row -> dump.append(row).append('\n'));
    }
    return dump.toString();
  }

  @Test
  void holdsNoSecretInAnyTable() throws Exception {
    fill();
    String dump = dump();
    assertTrue(dump.contains("visible-name"), "the dump shows what is not secret");
    assertTrue(dump.contains(hex("\u0001").substring(0, 2)), "the dump shows bytes as hex");
    assertFalse(dump.contains("secret-"), "a secret is stored as text");
    assertFalse(dump.contains(hex("secret-")), "a secret is stored as bytes");
    assertFalse(dump.contains(VIEWER.user()), "who sees a status is stored as text");
    assertFalse(dump.contains(hex(VIEWER.user())), "who sees a status is stored as bytes");
    for (int fill = 1; fill <= 9; fill++) {
      String key = HexFormat.of().formatHex(Samples.secret(16, fill).reveal());
      assertFalse(dump.contains(key), "key material is stored as it is: " + fill);
    }
    String digest = HexFormat.of().formatHex(Samples.secret(16, 0x77).reveal());
    assertFalse(dump.contains(digest), "the digest of a request is stored as it is");
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(bytes(text));
  }

  @Test
  void doesNotOpenAValueThatWasMovedToAnotherRow() throws Exception {
    Lease lease = fill();
    StateKey moved = new StateKey(StateSpace.SESSION, "a");
    database
        .server()
        .execute(
            "update %1$s.state_entry set value = (select value from %1$s.state_entry where id = 'b')"
                .formatted(database.schema()));
    assertThrows(
        StoreException.Unreadable.class,
        () -> database.database().state().read(lease.instance(), moved));
  }

  @Test
  void doesNotOpenTheStateOfAnotherInstance() throws Exception {
    Lease victim = fill();
    Instance thief = Samples.instance();
    database.database().instances().create(thief, List.of());
    database
        .server()
        .execute(
            "update %s.auth_state set instance_id = '%s'".formatted(database.schema(), thief.id()));
    assertTrue(database.database().auth().load(victim.instance()).isEmpty());
    assertThrows(
        StoreException.Unreadable.class, () -> database.database().auth().load(thief.id()));
  }
}
