package chatwarp.simulator.content;

import chatwarp.adapters.wa.crypto.CryptoException;
import chatwarp.adapters.wa.proto.EncCommentMessage;
import chatwarp.adapters.wa.proto.EncEventResponseMessage;
import chatwarp.adapters.wa.proto.EventResponseMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.PollCreationMessage;
import chatwarp.adapters.wa.proto.PollUpdateMessage;
import chatwarp.adapters.wa.proto.PollVoteMessage;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.content.Originals.Original;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens what is encrypted once more, under the secret of an earlier message (05 §17). */
public final class Disclosure {
  private Disclosure() {}

  /**
   * What the message says, as JSON; empty when it holds nothing of the kind.
   *
   * @param sender who sent it, addressed as the chat addresses people
   * @throws UnknownTargetException when it cannot be opened
   */
  public static Optional<Map<String, Object>> of(
      Message wrapped, UserJid sender, Originals originals) {
    Message message = Wrapping.innermost(wrapped);
    try {
      if (message.hasPollUpdateMessage()) {
        return Optional.of(vote(message.getPollUpdateMessage(), sender, originals));
      }
      if (message.hasEncEventResponseMessage()) {
        return Optional.of(answer(message.getEncEventResponseMessage(), sender, originals));
      }
      if (message.hasEncCommentMessage()) {
        return Optional.of(comment(message.getEncCommentMessage(), sender, originals));
      }
      return Optional.empty();
    } catch (CryptoException | InvalidProtocolBufferException e) {
      UnknownTargetException closed =
          new UnknownTargetException("what it adds to another message cannot be opened");
      closed.initCause(e);
      throw closed;
    }
  }

  private static Map<String, Object> vote(
      PollUpdateMessage update, UserJid sender, Originals originals)
      throws InvalidProtocolBufferException {
    Original poll = target(update.getPollCreationMessageKey().getId(), originals);
    byte[] plain =
        secret(poll, sender)
            .open(
                MessageSecret.VOTE,
                update.getVote().getEncIv().toByteArray(),
                update.getVote().getEncPayload().toByteArray());
    List<ByteString> chosen = PollVoteMessage.parseFrom(plain).getSelectedOptionsList();
    List<String> options =
        options(poll.message()).stream()
            .filter(option -> chosen.contains(ContentWriter.optionHash(option)))
            .toList();
    if (options.size() != chosen.size()) {
      throw new UnknownTargetException("the vote is for an option that the poll does not have");
    }
    return Map.of("selected", options);
  }

  private static List<String> options(Message wrapped) {
    Message poll = Wrapping.innermost(wrapped);
    PollCreationMessage body =
        poll.hasPollCreationMessageV3()
            ? poll.getPollCreationMessageV3()
            : poll.hasPollCreationMessageV2()
                ? poll.getPollCreationMessageV2()
                : poll.getPollCreationMessage();
    return body.getOptionsList().stream().map(PollCreationMessage.Option::getOptionName).toList();
  }

  private static Map<String, Object> answer(
      EncEventResponseMessage reply, UserJid sender, Originals originals)
      throws InvalidProtocolBufferException {
    Original event = target(reply.getEventCreationMessageKey().getId(), originals);
    return ProtoJson.of(
        EventResponseMessage.parseFrom(
            secret(event, sender)
                .open(
                    MessageSecret.EVENT_ANSWER,
                    reply.getEncIv().toByteArray(),
                    reply.getEncPayload().toByteArray())));
  }

  private static Map<String, Object> comment(
      EncCommentMessage comment, UserJid sender, Originals originals)
      throws InvalidProtocolBufferException {
    Original post = target(comment.getTargetMessageKey().getId(), originals);
    return ProtoJson.of(
        Message.parseFrom(
            secret(post, sender)
                .open(
                    MessageSecret.COMMENT,
                    comment.getEncIv().toByteArray(),
                    comment.getEncPayload().toByteArray())));
  }

  private static Original target(String id, Originals originals) {
    return originals
        .find(id)
        .orElseThrow(() -> new UnknownTargetException("it is about an unknown message"));
  }

  private static MessageSecret secret(Original about, UserJid sender) {
    byte[] secret =
        about
            .secret()
            .orElseThrow(() -> new UnknownTargetException("it is about one without a secret"));
    return new MessageSecret(secret, about.id(), about.author(), sender);
  }
}
