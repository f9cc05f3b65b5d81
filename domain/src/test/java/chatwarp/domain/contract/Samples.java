package chatwarp.domain.contract;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.EventId;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.GroupRole;
import chatwarp.domain.model.IdentityState;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InstanceToken;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.Profile;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.SessionMetadata;
import chatwarp.domain.model.StoredKeyPair;
import chatwarp.domain.model.StoredSignedPreKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.NewEvent;
import chatwarp.domain.port.Stanza;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Values to store. What must be unique is, so that tests may share one database. */
public final class Samples {
  public static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  public static final UserJid ANA = UserJid.phone("5511999990001");
  public static final UserJid BEA = UserJid.phone("5511999990002");

  private Samples() {}

  public static InstanceId instanceId() {
    return new InstanceId(UUID.randomUUID());
  }

  public static InstanceName name() {
    return new InstanceName("shop " + UUID.randomUUID());
  }

  public static Instance instance() {
    return instance(InstanceConfig.named(name()));
  }

  public static Instance instance(InstanceConfig config) {
    return new Instance(
        instanceId(),
        config,
        config.token().orElseGet(() -> new InstanceToken("token " + UUID.randomUUID())),
        Optional.empty(),
        Profile.UNKNOWN,
        Optional.empty(),
        true,
        T0,
        T0);
  }

  public static NewEvent event(Instance instance, String data) {
    return event(instance, data, T0);
  }

  public static NewEvent event(Instance instance, String data, Instant at) {
    return new NewEvent(
        new EventId(UUID.randomUUID()),
        EventKind.MESSAGES_UPSERT,
        instance.name(),
        Optional.of(ANA),
        at,
        data.getBytes(StandardCharsets.UTF_8));
  }

  public static String text(NewEvent event) {
    return new String(event.data(), StandardCharsets.UTF_8);
  }

  public static MessageRecord message(Jid chat, UserJid sender, String id) {
    return message(chat, sender, id, T0);
  }

  public static MessageRecord message(Jid chat, UserJid sender, String id, Instant at) {
    return new MessageRecord(
        MessageKey.of(chat, false, new MessageId(id)),
        sender,
        Optional.of("Ana"),
        at,
        MessageStatus.PENDING,
        new WireContent("conversation", new byte[] {10, 2, 'h', 'i'}, "{\"conversation\":\"hi\"}"));
  }

  /** A group of one. */
  public static GroupMetadata group() {
    return new GroupMetadata(
        new GroupJid("120363025246125486"),
        AddressingMode.LID,
        "Team",
        Optional.empty(),
        Optional.of(T0),
        Optional.of(T0),
        Optional.of(ANA),
        Optional.empty(),
        Optional.empty(),
        1,
        false,
        false,
        true,
        false,
        false,
        false,
        Optional.empty(),
        Optional.of(Duration.ofDays(1)),
        List.of(
            new GroupParticipant(
                UserJid.lid("104000000000001"),
                Optional.of(ANA),
                Optional.empty(),
                GroupRole.SUPER_ADMIN)));
  }

  public static Stanza stanza(String id, int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return new Stanza(new MessageId(id), ANA, content);
  }

  public static AuthState unpaired() {
    return new AuthState(
        identity(Optional.empty()),
        new SessionMetadata(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1,
            Network.WHATSAPP));
  }

  public static AuthState paired() {
    return new AuthState(
        identity(Optional.of(secret(200, 7))),
        new SessionMetadata(
            Optional.of(new DeviceJid(ANA, 12)),
            Optional.of(new DeviceJid(UserJid.lid("99887766"), 12)),
            Optional.of("Loja é 🛒"),
            Optional.of("android"),
            Optional.of("Loja Ltda"),
            Optional.of(secret(16, 8)),
            0xFFFFFF,
            Network.WHATSAPP));
  }

  private static IdentityState identity(Optional<Secret> account) {
    return new IdentityState(
        pair(1),
        pair(3),
        new StoredSignedPreKey(9, pair(5), secret(64, 7)),
        16380,
        secret(32, 9),
        account);
  }

  private static StoredKeyPair pair(int fill) {
    return new StoredKeyPair(secret(32, fill), secret(32, fill + 1));
  }

  public static Secret secret(int length, int fill) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) fill);
    return Secret.copyOf(bytes);
  }
}
