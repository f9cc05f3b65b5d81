package chatwarp.simulator.phone;

import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageKey;
import chatwarp.adapters.wa.proto.PeerDataOperationRequestMessage;
import chatwarp.adapters.wa.proto.PeerDataOperationRequestMessage.PlaceholderMessageResendRequest;
import chatwarp.adapters.wa.proto.PeerDataOperationRequestResponseMessage;
import chatwarp.adapters.wa.proto.PeerDataOperationRequestResponseMessage.PeerDataOperationResult;
import chatwarp.adapters.wa.proto.PeerDataOperationRequestType;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.adapters.wa.proto.WebMessageInfo;
import chatwarp.domain.model.UserJid;
import java.util.Optional;

/**
 * Gives an own companion the messages that it could not read, out of what the phone has (05 §16).
 * Belongs to the phone's executor.
 */
record HandOut(PhoneKit kit, Journal<InboxEntry> inbox) {

  /**
   * The answer to a request for messages; absent for every other request.
   *
   * @param request the companion's
   * @param id of the stanza it came in
   */
  Optional<Message> answer(PeerDataOperationRequestMessage request, String id) {
    if (!request.hasPeerDataOperationRequestType()
        || request.getPeerDataOperationRequestType()
            != PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND) {
      return Optional.empty();
    }
    PeerDataOperationRequestResponseMessage.Builder response =
        PeerDataOperationRequestResponseMessage.newBuilder()
            .setPeerDataOperationRequestType(
                PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND)
            .setStanzaId(id);
    for (PlaceholderMessageResendRequest wanted :
        request.getPlaceholderMessageResendRequestList()) {
      find(wanted.getMessageKey().getId())
          .ifPresent(info -> response.addPeerDataOperationResult(result(info)));
    }
    return Optional.of(
        Message.newBuilder()
            .setProtocolMessage(
                ProtocolMessage.newBuilder()
                    .setType(ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE)
                    .setPeerDataOperationRequestResponseMessage(response))
            .build());
  }

  private static PeerDataOperationResult result(WebMessageInfo info) {
    return PeerDataOperationResult.newBuilder()
        .setPlaceholderMessageResendResponse(
            PeerDataOperationResult.PlaceholderMessageResendResponse.newBuilder()
                .setWebMessageInfoBytes(info.toByteString()))
        .build();
  }

  private Optional<WebMessageInfo> find(String id) {
    return inbox.entries(entry -> entry.id().equals(id)).stream()
        .flatMap(entry -> entry.message().stream().map(message -> info(entry, message)))
        .findFirst();
  }

  private WebMessageInfo info(InboxEntry entry, Message message) {
    boolean mine = kit.own(entry.from());
    MessageKey.Builder key =
        MessageKey.newBuilder()
            .setRemoteJid(entry.chat().toString())
            .setFromMe(mine)
            .setId(entry.id());
    if (!(entry.chat() instanceof UserJid)) {
      key.setParticipant(entry.from().owner().toString());
    }
    WebMessageInfo.Builder info =
        WebMessageInfo.newBuilder()
            .setKey(key)
            .setMessage(message)
            .setMessageTimestamp(entry.sentAt().getEpochSecond());
    entry.stanza().attr("notify").ifPresent(info::setPushName);
    return info.build();
  }
}
