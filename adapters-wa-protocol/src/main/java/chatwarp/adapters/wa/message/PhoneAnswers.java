package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.PeerDataOperationRequestResponseMessage;
import chatwarp.adapters.wa.proto.PeerDataOperationRequestResponseMessage.PeerDataOperationResult;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.adapters.wa.proto.WebMessageInfo;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionFact;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that our phone hands out because this device could not read them (05 §16): each becomes
 * what it would have been, unless it has come meanwhile. Works within a step.
 */
final class PhoneAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(PhoneAnswers.class);

  /** A message out of an answer, named as we name it. */
  private record Found(MessageKey key, UserJid sender, WebMessageInfo info) {}

  private PhoneAnswers() {}

  /**
   * Takes the messages out of an answer; there are none in anything else.
   *
   * @param own who we are
   * @param kept tells which have come meanwhile
   * @param now stands in for a time that is not told
   */
  static void take(Step step, Message answer, OwnAddress own, KeptMessages kept, Instant now) {
    for (ByteString bytes : messages(answer.getProtocolMessage())) {
      try {
        Optional<Found> found = found(WebMessageInfo.parseFrom(bytes), own);
        if (found.isPresent()) {
          take(step, found.get(), own, kept, now);
        } else {
          LOG.warn("our phone hands out a message of nobody");
        }
      } catch (InvalidProtocolBufferException | InvalidValueException e) {
        LOG.warn("what our phone hands out cannot be read: {}", e.getMessage());
      }
    }
  }

  private static List<ByteString> messages(ProtocolMessage said) {
    List<ByteString> messages = new ArrayList<>();
    if (said.hasType()
        && said.getType() == ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE) {
      PeerDataOperationRequestResponseMessage response =
          said.getPeerDataOperationRequestResponseMessage();
      for (PeerDataOperationResult result : response.getPeerDataOperationResultList()) {
        if (result.hasPlaceholderMessageResendResponse()) {
          messages.add(result.getPlaceholderMessageResendResponse().getWebMessageInfoBytes());
        }
      }
    }
    return messages;
  }

  private static Optional<Found> found(WebMessageInfo info, OwnAddress own) {
    chatwarp.adapters.wa.proto.MessageKey told = info.getKey();
    Jid chat = Jid.parse(told.getRemoteJid()).bare();
    MessageId id = new MessageId(told.getId());
    String named = told.getParticipant().isEmpty() ? info.getParticipant() : told.getParticipant();
    return switch (chat) {
      case UserJid person -> {
        UserJid other = LidMap.plain(person);
        UserJid sender = told.getFromMe() ? own.in(other) : other;
        yield Optional.of(
            new Found(
                new MessageKey(
                    other,
                    told.getFromMe(),
                    id,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(other.isLid() ? AddressingMode.LID : AddressingMode.PN)),
                sender,
                info));
      }
      case GroupJid _, BroadcastJid _ ->
          (told.getFromMe() && named.isEmpty()
                  ? Optional.of(own.phone().owner())
                  : Scene.person(named).map(LidMap::plain))
              .map(sender ->
                  new Found(
                      new MessageKey(
                          chat,
                          own.is(sender),
                          id,
                          Optional.of(sender),
                          Optional.empty(),
                          Optional.empty(),
                          chat instanceof GroupJid
                              ? Optional.of(sender.isLid() ? AddressingMode.LID : AddressingMode.PN)
                              : Optional.empty()),
                      sender,
                      info));
      default -> Optional.empty();
    };
  }

  private static void take(Step step, Found found, OwnAddress own, KeptMessages kept, Instant now) {
    Message message = Surroundings.withoutKeys(found.info().getMessage());
    MessageKey key = found.key();
    step.want(LidMap.keys(found.sender()));
    if (key.chat() instanceof UserJid person) {
      step.want(LidMap.keys(person));
    }
    People people = new People(own, person -> LidMap.other(step, person));
    boolean ours = OwnPhone.concerns(message);
    if (ours
        || !Contents.saysSomething(message)
        || people.find(kept, key.chat(), key.id()).isPresent()) {
      return;
    }
    Scene scene =
        new Scene(key.chat(), Optional.of(new Scene.Speaker(found.sender(), people)), false, kept);
    long seconds = found.info().getMessageTimestamp();
    String name = found.info().getPushName();
    step.fact(
        new SessionFact.Received(
            new MessageRecord(
                Incoming.addressed(step, key),
                found.sender(),
                name.isEmpty() || name.equals("-") ? Optional.empty() : Optional.of(name),
                seconds > 0 ? Instant.ofEpochSecond(seconds) : now,
                key.fromMe() ? MessageStatus.SERVER_ACK : MessageStatus.DELIVERY_ACK,
                Contents.wire(message, message.toByteArray())),
            Contents.understand(message, scene)));
  }
}
