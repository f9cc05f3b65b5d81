package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.AlbumMessage;
import chatwarp.adapters.wa.proto.FutureProofMessage;
import chatwarp.adapters.wa.proto.GroupInviteMessage;
import chatwarp.adapters.wa.proto.KeepInChatMessage;
import chatwarp.adapters.wa.proto.KeepType;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.PinInChatMessage;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.adapters.wa.proto.ReactionMessage;
import chatwarp.domain.content.AlbumContent;
import chatwarp.domain.content.DisappearingContent;
import chatwarp.domain.content.GroupInviteContent;
import chatwarp.domain.content.KeepContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.PinContent;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageKey;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done rather than said: to another message, or to the chat (05 §16, §19). */
final class ActionMessages {
  private static final Logger LOG = LoggerFactory.getLogger(ActionMessages.class);

  private ActionMessages() {}

  static Message.Builder reaction(ReactionContent reaction, Author author) {
    return Message.newBuilder()
        .setReactionMessage(
            ReactionMessage.newBuilder()
                .setKey(Keys.write(reaction.target()))
                .setText(reaction.emoji())
                .setSenderTimestampMs(author.now().toEpochMilli()));
  }

  static Optional<MessageContent> read(ReactionMessage reaction, Scene scene) {
    return scene
        .keyOrStatus(reaction.getKey())
        .map(target -> new ReactionContent(target, reaction.getText()));
  }

  /**
   * An edit, inside the wrapper that phones and whatsmeow put around it; Baileys sends it bare, and
   * everybody reads both. The wrapper is what tells a client that knows no edits that this is one.
   */
  static Message.Builder edit(MessageKey target, Message replacement, Author author) {
    Message.Builder inner =
        Message.newBuilder()
            .setProtocolMessage(
                ProtocolMessage.newBuilder()
                    .setKey(Keys.write(target))
                    .setType(ProtocolMessage.Type.MESSAGE_EDIT)
                    .setEditedMessage(replacement)
                    .setTimestampMs(author.now().toEpochMilli()));
    return Message.newBuilder().setEditedMessage(FutureProofMessage.newBuilder().setMessage(inner));
  }

  /** The type is 0 and must be written all the same: readers test that it is there. */
  static Message.Builder revoke(RevokeContent revoke) {
    return Message.newBuilder()
        .setProtocolMessage(
            ProtocolMessage.newBuilder()
                .setKey(Keys.write(revoke.target()))
                .setType(ProtocolMessage.Type.REVOKE));
  }

  /**
   * A revoke by the author. An admin's is believed only when the stanza says so, for that is what
   * the server checks the admin's right by.
   */
  static Optional<MessageContent> revoke(ProtocolMessage revoke, Scene scene) {
    boolean byAdmin = scene.asAdmin() && scene.chat() instanceof GroupJid;
    if (!byAdmin && !scene.isTheirs(revoke.getKey())) {
      LOG.warn("somebody revokes another one's message");
      return Optional.empty();
    }
    return scene.key(revoke.getKey()).map(RevokeContent::new);
  }

  static Message.Builder disappearing(DisappearingContent setting, Author author) {
    return Message.newBuilder()
        .setProtocolMessage(
            ProtocolMessage.newBuilder()
                .setType(ProtocolMessage.Type.EPHEMERAL_SETTING)
                .setEphemeralExpiration(WireValues.seconds(setting.timer()))
                .setEphemeralSettingTimestamp(author.now().getEpochSecond()));
  }

  static DisappearingContent disappearing(ProtocolMessage setting) {
    return new DisappearingContent(
        Duration.ofSeconds(Integer.toUnsignedLong(setting.getEphemeralExpiration())));
  }

  static Message.Builder pin(PinContent pin, Author author) {
    return Message.newBuilder()
        .setPinInChatMessage(
            PinInChatMessage.newBuilder()
                .setKey(Keys.write(pin.target()))
                .setType(
                    pin.duration().isPresent()
                        ? PinInChatMessage.Type.PIN_FOR_ALL
                        : PinInChatMessage.Type.UNPIN_FOR_ALL)
                .setSenderTimestampMs(author.now().toEpochMilli()));
  }

  /**
   * @param seconds how long it stays, from the message's context
   */
  static Optional<MessageContent> read(PinInChatMessage pin, int seconds, Scene scene) {
    Optional<MessageKey> target = scene.key(pin.getKey());
    return switch (pin.getType()) {
      case PIN_FOR_ALL ->
          target.map(key ->
              new PinContent(
                  key, Optional.of(Duration.ofSeconds(Integer.toUnsignedLong(seconds)))));
      case UNPIN_FOR_ALL -> target.map(key -> new PinContent(key, Optional.empty()));
      case UNKNOWN_TYPE -> Optional.empty();
    };
  }

  static Message.Builder keep(KeepContent keep, Author author) {
    return Message.newBuilder()
        .setKeepInChatMessage(
            KeepInChatMessage.newBuilder()
                .setKey(Keys.write(keep.target()))
                .setKeepType(keep.keep() ? KeepType.KEEP_FOR_ALL : KeepType.UNDO_KEEP_FOR_ALL)
                .setTimestampMs(author.now().toEpochMilli()));
  }

  static Optional<MessageContent> read(KeepInChatMessage keep, Scene scene) {
    Optional<MessageKey> target = scene.key(keep.getKey());
    return switch (keep.getKeepType()) {
      case KEEP_FOR_ALL -> target.map(key -> new KeepContent(key, true));
      case UNDO_KEEP_FOR_ALL -> target.map(key -> new KeepContent(key, false));
      case UNKNOWN_KEEP_TYPE -> Optional.empty();
    };
  }

  static Message.Builder album(AlbumContent album) {
    return Message.newBuilder()
        .setAlbumMessage(
            AlbumMessage.newBuilder()
                .setExpectedImageCount(album.images())
                .setExpectedVideoCount(album.videos()));
  }

  static AlbumContent read(AlbumMessage album) {
    return new AlbumContent(album.getExpectedImageCount(), album.getExpectedVideoCount());
  }

  static Message.Builder invite(GroupInviteContent invite) {
    GroupInviteMessage.Builder message =
        GroupInviteMessage.newBuilder()
            .setGroupJid(invite.group().toString())
            .setInviteCode(invite.code())
            .setInviteExpiration(invite.expiration().getEpochSecond())
            .setGroupName(invite.groupName());
    invite.caption().ifPresent(message::setCaption);
    invite.thumbnail().ifPresent(t -> message.setJpegThumbnail(WireValues.bytes(t.jpeg())));
    return Message.newBuilder().setGroupInviteMessage(message);
  }

  static Optional<MessageContent> read(GroupInviteMessage invite) {
    return Jid.parse(invite.getGroupJid()) instanceof GroupJid group
        ? Optional.of(
            new GroupInviteContent(
                group,
                invite.getInviteCode(),
                WireValues.time(invite.getInviteExpiration()),
                invite.getGroupName(),
                WireValues.text(invite.getCaption()),
                WireValues.thumbnail(invite.getJpegThumbnail())))
        : Optional.empty();
  }
}
