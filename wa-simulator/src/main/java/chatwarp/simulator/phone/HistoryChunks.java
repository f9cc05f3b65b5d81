package chatwarp.simulator.phone;

import chatwarp.adapters.wa.proto.Conversation;
import chatwarp.adapters.wa.proto.HistorySync;
import chatwarp.adapters.wa.proto.HistorySyncNotification;
import chatwarp.adapters.wa.proto.HistorySyncType;
import chatwarp.adapters.wa.proto.PhoneNumberToLIDMapping;
import chatwarp.adapters.wa.proto.Pushname;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/**
 * The history that a phone hands to a new companion (08 §13), in the order it sends it. The phone
 * has had no conversations yet, so the chunks hold its contacts and their names.
 *
 * <p>Payloads are inline: Baileys would fetch others from a host on the internet (09 §5).
 */
record HistoryChunks(Account account, PhoneBook book, Accounts accounts, Trust trust) {

  List<HistorySyncNotification> all() {
    return List.of(bootstrap(), pushNames(), recent());
  }

  private HistorySyncNotification bootstrap() {
    HistorySync.Builder history =
        HistorySync.newBuilder()
            .setSyncType(HistorySync.HistorySyncType.INITIAL_BOOTSTRAP)
            .setChunkOrder(0)
            .setProgress(0)
            .addPhoneNumberToLidMappings(mapping(account.phone(), account.lid()));
    for (Contact contact : book.contacts()) {
      Conversation.Builder conversation =
          Conversation.newBuilder()
              .setId(contact.phone().toString())
              .setPnJid(contact.phone().toString())
              .setLidJid(contact.lid().toString())
              .setName(contact.name())
              .setEndOfHistoryTransfer(true)
              .setEndOfHistoryTransferType(
                  Conversation.EndOfHistoryTransferType
                      .COMPLETE_AND_NO_MORE_MESSAGE_REMAIN_ON_PRIMARY);
      accounts.find(contact.phone()).ifPresent(person -> tokens(conversation, person));
      history.addConversations(conversation);
      history.addPhoneNumberToLidMappings(mapping(contact.phone(), contact.lid()));
    }
    return notification(HistorySyncType.INITIAL_BOOTSTRAP, 0, history.build());
  }

  /** Companions of later days show the same tokens, and issue none anew. */
  private void tokens(Conversation.Builder conversation, Account person) {
    trust
        .held(person)
        .ifPresent(token ->
            conversation
                .setTcToken(ByteString.copyFrom(token.bytes()))
                .setTcTokenTimestamp(token.at()));
    trust.issuedTo(person).ifPresent(conversation::setTcTokenSenderTimestamp);
  }

  private HistorySyncNotification pushNames() {
    HistorySync.Builder history =
        HistorySync.newBuilder().setSyncType(HistorySync.HistorySyncType.PUSH_NAME);
    if (!account.pushName().isEmpty()) {
      history.addPushnames(name(account.phone(), account.pushName()));
    }
    for (Contact contact : book.contacts()) {
      history.addPushnames(name(contact.phone(), contact.name()));
    }
    return notification(HistorySyncType.PUSH_NAME, 0, history.build());
  }

  private static PhoneNumberToLIDMapping mapping(UserJid phone, UserJid lid) {
    return PhoneNumberToLIDMapping.newBuilder()
        .setPnJid(phone.toString())
        .setLidJid(lid.toString())
        .build();
  }

  private static Pushname name(UserJid phone, String name) {
    return Pushname.newBuilder().setId(phone.toString()).setPushname(name).build();
  }

  private static HistorySyncNotification recent() {
    HistorySync history =
        HistorySync.newBuilder()
            .setSyncType(HistorySync.HistorySyncType.RECENT)
            .setChunkOrder(1)
            .setProgress(100)
            .build();
    return notification(HistorySyncType.RECENT, 1, history);
  }

  private static HistorySyncNotification notification(
      HistorySyncType type, int chunkOrder, HistorySync history) {
    HistorySyncNotification.Builder notification =
        HistorySyncNotification.newBuilder()
            .setSyncType(type)
            .setChunkOrder(chunkOrder)
            .setInitialHistBootstrapInlinePayload(ByteString.copyFrom(deflated(history)));
    if (history.hasProgress()) {
      notification.setProgress(history.getProgress());
    }
    return notification.build();
  }

  /** The zlib form (RFC 1950) of the chunk. */
  private static byte[] deflated(HistorySync history) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
      history.writeTo(zlib);
    } catch (IOException e) {
      throw new UncheckedIOException("compressing in memory", e);
    }
    return out.toByteArray();
  }
}
