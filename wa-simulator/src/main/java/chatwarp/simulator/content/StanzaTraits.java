package chatwarp.simulator.content;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.KeepInChatMessage;
import chatwarp.adapters.wa.proto.KeepType;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageKey;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.adapters.wa.proto.SecretEncryptedMessage.SecretEncType;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the stanza around a message must look (05 §9, §10).
 *
 * @param type of the message stanza
 * @param mediatype of its ciphertexts
 * @param edit of the message stanza
 * @param hide whether readers show nothing when they cannot decrypt it
 * @param side children beside the ciphertexts
 */
public record StanzaTraits(
    String type, Optional<String> mediatype, Optional<String> edit, boolean hide, List<Node> side) {

  /** Of a plain text, and of what a phone tells its companions. */
  public static final StanzaTraits TEXT = plain("text");

  /** What a message asks for. */
  public static StanzaTraits of(Message wrapped) {
    Message message = Wrapping.innermost(wrapped);
    if (message.hasReactionMessage()) {
      boolean removes = message.getReactionMessage().getText().isEmpty();
      return new StanzaTraits(
          "reaction",
          Optional.empty(),
          removes ? Optional.of("7") : Optional.empty(),
          true,
          List.of());
    }
    if (message.hasEncReactionMessage()) {
      return plain("reaction").hidden();
    }
    if (isPoll(message)) {
      return plain("poll").with(meta("polltype", "creation"));
    }
    if (message.hasPollCreationMessageV5() || message.hasPollCreationMessageV6()) {
      return plain("poll");
    }
    if (message.hasPollUpdateMessage()) {
      return plain("poll").hidden().with(meta("polltype", "vote"));
    }
    if (message.hasEventMessage()) {
      return plain("event").with(meta("event_type", "creation"));
    }
    if (message.hasEncEventResponseMessage()) {
      return plain("event").hidden().with(meta("event_type", "response"));
    }
    if (message.hasSecretEncryptedMessage()) {
      return secret(message.getSecretEncryptedMessage().getSecretEncType());
    }
    if (message.hasEncCommentMessage()) {
      return plain("text").with(thread(message.getEncCommentMessage().getTargetMessageKey()));
    }
    if (message.hasCommentMessage()) {
      return plain("text").with(thread(message.getCommentMessage().getTargetMessageKey()));
    }
    if (message.hasProtocolMessage()) {
      return protocol(message.getProtocolMessage());
    }
    if (message.hasPinInChatMessage()) {
      return plain("text").hidden().edit("2");
    }
    if (message.hasKeepInChatMessage()) {
      KeepInChatMessage keep = message.getKeepInChatMessage();
      boolean authorLetsGo =
          keep.getKeepType() == KeepType.UNDO_KEEP_FOR_ALL && keep.getKey().getFromMe();
      return authorLetsGo ? plain("text").hidden().edit("7") : plain("text").hidden();
    }
    return interactive(message)
        .orElseGet(() -> mediatype(message).map(StanzaTraits::media).orElse(TEXT));
  }

  private static boolean isPoll(Message message) {
    return message.hasPollCreationMessage()
        || message.hasPollCreationMessageV2()
        || message.hasPollCreationMessageV3();
  }

  private static StanzaTraits secret(SecretEncType what) {
    return switch (what) {
      case EVENT_EDIT -> plain("event").hidden().with(meta("event_type", "edit"));
      case POLL_EDIT -> plain("poll").hidden();
      case POLL_ADD_OPTION -> plain("poll");
      case MESSAGE_EDIT, MESSAGE_SCHEDULE, UNKNOWN -> TEXT;
    };
  }

  private static StanzaTraits protocol(ProtocolMessage message) {
    if (!message.hasType()) {
      return TEXT;
    }
    return switch (message.getType()) {
      case REVOKE ->
          message.getKey().getFromMe() ? plain("text").hidden().edit("7") : plain("text").edit("8");
      case MESSAGE_EDIT -> plain("text").hidden().edit("1");
      case GROUP_MEMBER_LABEL_CHANGE -> plain("text").hidden();
      default -> TEXT;
    };
  }

  private static Optional<StanzaTraits> interactive(Message message) {
    if (message.hasListMessage()) {
      String type = message.getListMessage().getListType().name().toLowerCase(Locale.ROOT);
      return Optional.of(
          media("list").with(biz(Node.builder("list").attr("v", "2").attr("type", type).build())));
    }
    if (message.hasListResponseMessage()) {
      return Optional.of(media("list_response").with(biz(Node.of("list_response"))));
    }
    if (message.hasButtonsMessage()) {
      return Optional.of(plain("text").with(biz(Node.of("buttons"))));
    }
    if (message.hasButtonsResponseMessage()) {
      return Optional.of(media("buttons_response").with(biz(Node.of("buttons_response"))));
    }
    if (message.hasInteractiveResponseMessage()) {
      return Optional.of(media("native_flow_response").with(biz(Node.of("interactive_response"))));
    }
    if (message.hasInteractiveMessage() && message.getInteractiveMessage().hasNativeFlowMessage()) {
      return Optional.of(plain("text").with(biz(flow(message))));
    }
    return Optional.empty();
  }

  private static Node flow(Message message) {
    var buttons = message.getInteractiveMessage().getNativeFlowMessage().getButtonsList();
    String first = buttons.isEmpty() ? "" : buttons.getFirst().getName();
    String name =
        switch (first) {
          case "review_and_pay" -> "order_details";
          case "review_order" -> "order_status";
          case "open_webview" -> "message_with_link";
          default -> first;
        };
    return Node.builder("interactive")
        .attr("type", "native_flow")
        .attr("v", "1")
        .children(Node.builder("native_flow").attr("name", name).build())
        .build();
  }

  /** The mediatype of a content (05 §9). */
  private static Optional<String> mediatype(Message message) {
    if (message.hasImageMessage()) {
      return Optional.of("image");
    }
    if (message.hasVideoMessage()) {
      return Optional.of(message.getVideoMessage().getGifPlayback() ? "gif" : "video");
    }
    if (message.hasPtvMessage()) {
      return Optional.of("ptv");
    }
    if (message.hasAudioMessage()) {
      return Optional.of(message.getAudioMessage().getPtt() ? "ptt" : "audio");
    }
    if (message.hasDocumentMessage()) {
      return Optional.of("document");
    }
    if (message.hasStickerMessage()) {
      return Optional.of("sticker");
    }
    if (message.hasLocationMessage()) {
      return Optional.of("location");
    }
    if (message.hasLiveLocationMessage()) {
      return Optional.of("livelocation");
    }
    if (message.hasContactMessage()) {
      return Optional.of("vcard");
    }
    if (message.hasContactsArrayMessage()) {
      return Optional.of("contact_array");
    }
    boolean preview =
        message.hasExtendedTextMessage() && message.getExtendedTextMessage().hasMatchedText();
    return preview || message.hasGroupInviteMessage() ? Optional.of("url") : Optional.empty();
  }

  private static StanzaTraits plain(String type) {
    return new StanzaTraits(type, Optional.empty(), Optional.empty(), false, List.of());
  }

  private static StanzaTraits media(String mediatype) {
    return new StanzaTraits("media", Optional.of(mediatype), Optional.empty(), false, List.of());
  }

  private StanzaTraits with(Node child) {
    return new StanzaTraits(type, mediatype, edit, hide, List.of(child));
  }

  private StanzaTraits hidden() {
    return new StanzaTraits(type, mediatype, edit, true, side);
  }

  private StanzaTraits edit(String value) {
    return new StanzaTraits(type, mediatype, Optional.of(value), hide, side);
  }

  private static Node meta(String name, String value) {
    return Node.builder("meta").attr(name, value).build();
  }

  private static Node thread(MessageKey post) {
    return Node.builder("meta")
        .attr("thread_msg_id", post.getId())
        .attrJid("thread_msg_sender_jid", author(post))
        .build();
  }

  /** Empty also for what is no address: anybody may have written this. */
  private static Optional<Jid> author(MessageKey post) {
    try {
      return post.hasParticipant()
          ? Optional.of(Jid.parse(post.getParticipant()))
          : Optional.empty();
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  private static Node biz(Node child) {
    return Node.of("biz", child);
  }
}
