package chatwarp.simulator.content;

import chatwarp.adapters.wa.crypto.AesGcm;
import chatwarp.adapters.wa.crypto.Sha;
import chatwarp.adapters.wa.proto.AlbumMessage;
import chatwarp.adapters.wa.proto.ContextInfo;
import chatwarp.adapters.wa.proto.EncCommentMessage;
import chatwarp.adapters.wa.proto.EncEventResponseMessage;
import chatwarp.adapters.wa.proto.EventMessage;
import chatwarp.adapters.wa.proto.EventResponseMessage;
import chatwarp.adapters.wa.proto.FutureProofMessage;
import chatwarp.adapters.wa.proto.GroupInviteMessage;
import chatwarp.adapters.wa.proto.KeepInChatMessage;
import chatwarp.adapters.wa.proto.KeepType;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageAssociation;
import chatwarp.adapters.wa.proto.MessageContextInfo;
import chatwarp.adapters.wa.proto.PinInChatMessage;
import chatwarp.adapters.wa.proto.PollCreationMessage;
import chatwarp.adapters.wa.proto.PollEncValue;
import chatwarp.adapters.wa.proto.PollUpdateMessage;
import chatwarp.adapters.wa.proto.PollVoteMessage;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.adapters.wa.proto.ReactionMessage;
import chatwarp.simulator.content.Originals.Original;
import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Writes what a phone sends as the protobuf that the apps send (05 §16 to §19). */
public final class ContentWriter {
  private static final int SECRET = 32;

  private final Originals originals;
  private final InstantSource clock;
  private final RandomGenerator random;

  public ContentWriter(Originals originals, InstantSource clock, RandomGenerator random) {
    this.originals = originals;
    this.clock = clock;
    this.random = random;
  }

  /**
   * The message for a content, with a secret of its own.
   *
   * @throws UnknownTargetException when it is about a message that the phone does not know
   */
  public Message message(PhoneContent content, Circumstances circumstances) {
    Message bare = ContextStamp.on(body(content), context(circumstances), circumstances.plain());
    MessageContextInfo.Builder info = bare.getMessageContextInfo().toBuilder();
    info.setMessageSecret(ByteString.copyFrom(bytes(SECRET)));
    circumstances
        .album()
        .map(this::target)
        .ifPresent(album ->
            info.setMessageAssociation(
                MessageAssociation.newBuilder()
                    .setAssociationType(MessageAssociation.AssociationType.MEDIA_ALBUM)
                    .setParentMessageKey(album.key())));
    Message inner = circumstances.viewOnce() ? viewOnce(bare) : bare;
    return inner.toBuilder().setMessageContextInfo(info).build();
  }

  private Message body(PhoneContent content) {
    return switch (content) {
      case PhoneContent.TextContent text -> PlainBodies.text(text);
      case PhoneContent.ImageContent image ->
          Message.newBuilder().setImageMessage(MediaBodies.image(image)).build();
      case PhoneContent.VideoContent video -> MediaBodies.video(video);
      case PhoneContent.AudioContent audio ->
          Message.newBuilder().setAudioMessage(MediaBodies.audio(audio)).build();
      case PhoneContent.DocumentContent document -> MediaBodies.document(document);
      case PhoneContent.StickerContent sticker ->
          Message.newBuilder()
              .setStickerMessage(MediaBodies.sticker(sticker, clock.millis()))
              .build();
      case PhoneContent.LocationContent location -> PlainBodies.location(location);
      case PhoneContent.LiveLocationContent location -> PlainBodies.liveLocation(location);
      case PhoneContent.ContactContent contact -> PlainBodies.contact(contact);
      case PhoneContent.ReactionContent reaction -> reaction(reaction);
      case PhoneContent.PollContent poll -> poll(poll);
      case PhoneContent.PollVoteContent vote -> vote(vote);
      case PhoneContent.ListContent list -> MenuBodies.list(list);
      case PhoneContent.ListReplyContent reply -> MenuBodies.listReply(reply);
      case PhoneContent.InteractiveContent menu -> MenuBodies.interactive(menu);
      case PhoneContent.ButtonReplyContent reply -> MenuBodies.buttonReply(reply);
      case PhoneContent.CalendarEventContent event -> event(event);
      case PhoneContent.EventReplyContent reply -> eventReply(reply);
      case PhoneContent.EditContent edit -> edit(edit);
      case PhoneContent.RevokeContent revoke -> revoke(revoke);
      case PhoneContent.PinContent pin -> pin(pin);
      case PhoneContent.KeepContent keep -> keep(keep);
      case PhoneContent.AlbumContent album ->
          Message.newBuilder()
              .setAlbumMessage(
                  AlbumMessage.newBuilder()
                      .setExpectedImageCount(album.images())
                      .setExpectedVideoCount(album.videos()))
              .build();
      case PhoneContent.GroupInviteContent invite ->
          Message.newBuilder()
              .setGroupInviteMessage(
                  GroupInviteMessage.newBuilder()
                      .setGroupJid(invite.group())
                      .setInviteCode(invite.code())
                      .setInviteExpiration(invite.expiration())
                      .setGroupName(invite.groupName()))
              .build();
      case PhoneContent.ForwardContent forward -> forward(forward);
      case PhoneContent.CommentContent comment -> comment(comment);
      case PhoneContent.DisappearingContent timer ->
          protocol(
              ProtocolMessage.newBuilder()
                  .setType(ProtocolMessage.Type.EPHEMERAL_SETTING)
                  .setEphemeralExpiration(timer.seconds())
                  .setEphemeralSettingTimestamp(clock.instant().getEpochSecond()));
    };
  }

  private Message reaction(PhoneContent.ReactionContent reaction) {
    return Message.newBuilder()
        .setReactionMessage(
            ReactionMessage.newBuilder()
                .setKey(target(reaction.target()).key())
                .setText(reaction.emoji())
                .setSenderTimestampMs(clock.millis()))
        .build();
  }

  /** One choice is version 3, several are version 1, as in the apps. */
  private static Message poll(PhoneContent.PollContent poll) {
    PollCreationMessage.Builder body =
        PollCreationMessage.newBuilder()
            .setName(poll.name())
            .setSelectableOptionsCount(poll.selectable());
    poll.options()
        .forEach(option ->
            body.addOptions(PollCreationMessage.Option.newBuilder().setOptionName(option)));
    return poll.selectable() == 1
        ? Message.newBuilder().setPollCreationMessageV3(body).build()
        : Message.newBuilder().setPollCreationMessage(body).build();
  }

  private Message vote(PhoneContent.PollVoteContent vote) {
    Original poll = target(vote.target());
    PollVoteMessage.Builder choice = PollVoteMessage.newBuilder();
    vote.selected().forEach(option -> choice.addSelectedOptions(optionHash(option)));
    byte[] iv = bytes(AesGcm.IV_LENGTH);
    byte[] sealed = secret(poll).seal(MessageSecret.VOTE, iv, choice.build().toByteArray());
    return Message.newBuilder()
        .setPollUpdateMessage(
            PollUpdateMessage.newBuilder()
                .setPollCreationMessageKey(poll.key())
                .setVote(
                    PollEncValue.newBuilder()
                        .setEncPayload(ByteString.copyFrom(sealed))
                        .setEncIv(ByteString.copyFrom(iv)))
                .setSenderTimestampMs(clock.millis()))
        .build();
  }

  /** How a vote names an option. */
  static ByteString optionHash(String option) {
    return ByteString.copyFrom(Sha.sha256().hash(option.getBytes(StandardCharsets.UTF_8)));
  }

  private static Message event(PhoneContent.CalendarEventContent event) {
    EventMessage.Builder body =
        EventMessage.newBuilder()
            .setIsCanceled(false)
            .setName(event.name())
            .setStartTime(event.start());
    event.description().ifPresent(body::setDescription);
    return Message.newBuilder().setEventMessage(body).build();
  }

  private Message eventReply(PhoneContent.EventReplyContent reply) {
    Original event = target(reply.target());
    EventResponseMessage answer =
        EventResponseMessage.newBuilder()
            .setResponse(EventResponseMessage.EventResponseType.forNumber(reply.answer()))
            .setTimestampMs(clock.millis())
            .setExtraGuestCount(reply.extraGuests())
            .build();
    byte[] iv = bytes(AesGcm.IV_LENGTH);
    byte[] sealed = secret(event).seal(MessageSecret.EVENT_ANSWER, iv, answer.toByteArray());
    return Message.newBuilder()
        .setEncEventResponseMessage(
            EncEventResponseMessage.newBuilder()
                .setEventCreationMessageKey(event.key())
                .setEncPayload(ByteString.copyFrom(sealed))
                .setEncIv(ByteString.copyFrom(iv)))
        .build();
  }

  private Message comment(PhoneContent.CommentContent comment) {
    Original post = target(comment.target());
    byte[] iv = bytes(AesGcm.IV_LENGTH);
    byte[] sealed =
        secret(post).seal(MessageSecret.COMMENT, iv, body(comment.comment()).toByteArray());
    return Message.newBuilder()
        .setEncCommentMessage(
            EncCommentMessage.newBuilder()
                .setTargetMessageKey(post.key())
                .setEncPayload(ByteString.copyFrom(sealed))
                .setEncIv(ByteString.copyFrom(iv)))
        .build();
  }

  private Message edit(PhoneContent.EditContent edit) {
    Message change =
        protocol(
            ProtocolMessage.newBuilder()
                .setKey(target(edit.target()).key())
                .setType(ProtocolMessage.Type.MESSAGE_EDIT)
                .setEditedMessage(body(edit.replacement()))
                .setTimestampMs(clock.millis()));
    return Message.newBuilder()
        .setEditedMessage(FutureProofMessage.newBuilder().setMessage(change))
        .build();
  }

  private Message revoke(PhoneContent.RevokeContent revoke) {
    return protocol(
        ProtocolMessage.newBuilder()
            .setKey(target(revoke.target()).key())
            .setType(ProtocolMessage.Type.REVOKE));
  }

  private Message pin(PhoneContent.PinContent pin) {
    return Message.newBuilder()
        .setPinInChatMessage(
            PinInChatMessage.newBuilder()
                .setKey(target(pin.target()).key())
                .setType(
                    pin.seconds() > 0
                        ? PinInChatMessage.Type.PIN_FOR_ALL
                        : PinInChatMessage.Type.UNPIN_FOR_ALL)
                .setSenderTimestampMs(clock.millis()))
        .setMessageContextInfo(
            MessageContextInfo.newBuilder().setMessageAddOnDurationInSecs(pin.seconds()))
        .build();
  }

  private Message keep(PhoneContent.KeepContent keep) {
    return Message.newBuilder()
        .setKeepInChatMessage(
            KeepInChatMessage.newBuilder()
                .setKey(target(keep.target()).key())
                .setKeepType(keep.keep() ? KeepType.KEEP_FOR_ALL : KeepType.UNDO_KEEP_FOR_ALL)
                .setTimestampMs(clock.millis()))
        .build();
  }

  private Message forward(PhoneContent.ForwardContent forward) {
    Message original = Wrapping.innermost(target(forward.target()).message());
    ContextInfo mark =
        ContextInfo.newBuilder()
            .setIsForwarded(true)
            .setForwardingScore(ContextStamp.of(original).getForwardingScore() + 1)
            .build();
    return ContextStamp.instead(original.toBuilder().clearMessageContextInfo().build(), mark);
  }

  private static Message viewOnce(Message bare) {
    FutureProofMessage.Builder wrapper = FutureProofMessage.newBuilder();
    Message.Builder inner = bare.toBuilder();
    if (bare.hasAudioMessage()) {
      inner.getAudioMessageBuilder().setViewOnce(true);
      return Message.newBuilder().setViewOnceMessageV2Extension(wrapper.setMessage(inner)).build();
    }
    if (bare.hasImageMessage()) {
      inner.getImageMessageBuilder().setViewOnce(true);
    } else if (bare.hasVideoMessage()) {
      inner.getVideoMessageBuilder().setViewOnce(true);
    } else {
      throw new UnknownTargetException("only pictures, videos and voices can be seen once");
    }
    return Message.newBuilder().setViewOnceMessageV2(wrapper.setMessage(inner)).build();
  }

  private ContextInfo context(Circumstances circumstances) {
    ContextInfo.Builder context = ContextInfo.newBuilder();
    circumstances
        .quoted()
        .map(this::target)
        .ifPresent(quoted ->
            context
                .setStanzaId(quoted.id())
                .setParticipant(quoted.author().toString())
                .setQuotedMessage(
                    ContextStamp.without(
                        quoted.message().toBuilder().clearMessageContextInfo().build())));
    context.addAllMentionedJid(circumstances.mentioned());
    if (circumstances.expiration() > 0) {
      context
          .setExpiration(circumstances.expiration())
          .setEphemeralSettingTimestamp(clock.instant().getEpochSecond());
    }
    return context.build();
  }

  private static Message protocol(ProtocolMessage.Builder message) {
    return Message.newBuilder().setProtocolMessage(message).build();
  }

  private Original target(String id) {
    return originals
        .find(id)
        .orElseThrow(() -> new UnknownTargetException("the phone knows no message of that id"));
  }

  private MessageSecret secret(Original about) {
    byte[] secret =
        about.secret().orElseThrow(() -> new UnknownTargetException("the message has no secret"));
    return new MessageSecret(secret, about.id(), about.author(), originals.self(about.chat()));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
