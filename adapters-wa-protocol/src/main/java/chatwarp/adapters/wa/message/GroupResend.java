package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.Peers.Peer;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.group.GroupCache;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.signal.SenderKeyCipher;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A message to many, again for one device that could not read it (05 §13); within one step. */
final class GroupResend {
  private GroupResend() {}

  /**
   * Whether a message was for the owner of a device: who came later must not have it, and who left
   * gets nothing any more. When the server gave it to more than we knew of, any member may ask.
   */
  static boolean entitled(
      Step step, SenderKeyCipher cipher, MessageId id, SentMessage sent, Peer asking) {
    boolean left =
        metadata(step, sent.chat()).map(group -> !isMember(step, group, asking)).orElse(false);
    return !left
        && (SentMessages.didReachOthers(step, id)
            || new OwnGroupKey(cipher, step, sent.chat()).reached(asking, sent.at()));
  }

  private static boolean isMember(Step step, GroupMetadata group, Peer asking) {
    UserJid owner = LidMap.plain(asking.device().owner());
    return group.member(owner).isPresent()
        || LidMap.other(step, owner).flatMap(group::member).isPresent();
  }

  /** The message with our present key, so that the device can read what comes next. */
  static byte[] withKey(
      Step step, SenderKeyCipher cipher, SentMessage sent, Peer asking, Instant now)
      throws InvalidProtocolBufferException {
    OwnGroupKey key = new OwnGroupKey(cipher, step, sent.chat());
    Message whole =
        Message.parseFrom(sent.content()).toBuilder()
            .setSenderKeyDistributionMessage(key.distribution())
            .build();
    key.given(asking, now.truncatedTo(ChronoUnit.MILLIS));
    return whole.toByteArray();
  }

  /** Sent to the chat, for this device alone. */
  static void address(Step step, NodeBuilder stanza, Jid chat, DeviceJid device) {
    stanza.attr("to", chat).attr("participant", FanOut.wire(device));
    if (chat instanceof GroupJid) {
      AddressingMode named = device.isLid() ? AddressingMode.LID : AddressingMode.PN;
      AddressingMode mode = metadata(step, chat).map(GroupMetadata::addressing).orElse(named);
      stanza.attr("addressing_mode", mode.text());
    }
  }

  private static Optional<GroupMetadata> metadata(Step step, Jid chat) {
    return chat instanceof GroupJid group ? GroupCache.find(step, group) : Optional.empty();
  }
}
