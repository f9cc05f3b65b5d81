package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.node.Attribute;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.proto.InteractiveMessage;
import chatwarp.adapters.wa.proto.ListMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageKey;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.adapters.wa.proto.SecretEncryptedMessage;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.StatusScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What stands beside the ciphertexts because of what they hold: {@code meta} and {@code biz} (05
 * §10).
 */
final class SideNodes {
  private SideNodes() {}

  /**
   * The elements for a message.
   *
   * @param chat where it goes; the status feed says whom its posts are for
   * @param scope by which rule those were chosen
   */
  static List<Node> of(Message whole, Jid chat, StatusScope scope) {
    Message message = Wrappers.innermost(whole);
    List<Node> nodes = new ArrayList<>(1);
    Map<String, Attribute> meta = meta(message, chat, scope);
    if (!meta.isEmpty()) {
      NodeBuilder node = Node.builder("meta");
      meta.forEach(node::attr);
      nodes.add(node.build());
    }
    business(message).ifPresent(child -> nodes.add(Node.builder("biz").children(child).build()));
    return nodes;
  }

  private static Map<String, Attribute> meta(Message m, Jid chat, StatusScope scope) {
    Map<String, Attribute> meta = new LinkedHashMap<>();
    if (m.hasPollCreationMessage()
        || m.hasPollCreationMessageV2()
        || m.hasPollCreationMessageV3()) {
      meta.put("polltype", new Attribute.Text("creation"));
    } else if (m.hasPollUpdateMessage()) {
      meta.put("polltype", new Attribute.Text("vote"));
    } else if (m.hasEventMessage()) {
      meta.put("event_type", new Attribute.Text("creation"));
    } else if (m.hasEncEventResponseMessage()) {
      meta.put("event_type", new Attribute.Text("response"));
    } else if (m.getSecretEncryptedMessage().getSecretEncType()
        == SecretEncryptedMessage.SecretEncType.EVENT_EDIT) {
      meta.put("event_type", new Attribute.Text("edit"));
    } else if (m.hasEncCommentMessage()) {
      thread(m.getEncCommentMessage().getTargetMessageKey(), meta);
    } else if (m.hasCommentMessage()) {
      thread(m.getCommentMessage().getTargetMessageKey(), meta);
    } else if (m.getProtocolMessage().hasType()
        && m.getProtocolMessage().getType() == ProtocolMessage.Type.GROUP_MEMBER_LABEL_CHANGE) {
      meta.put("tag_reason", new Attribute.Text("user_update"));
      meta.put("appdata", new Attribute.Text("member_tag"));
    }
    // The server refuses it (479) on what is done to a post.
    if (chat.equals(BroadcastJid.STATUS)
        && !m.hasReactionMessage()
        && !m.hasEncReactionMessage()
        && !m.hasProtocolMessage()) {
      meta.put("status_setting", new Attribute.Text(setting(scope)));
    }
    return meta;
  }

  private static String setting(StatusScope scope) {
    return switch (scope) {
      case CONTACTS -> "contacts";
      case CONTACTS_EXCEPT -> "denylist";
      case ONLY -> "allowlist";
    };
  }

  private static void thread(MessageKey target, Map<String, Attribute> meta) {
    meta.put("thread_msg_id", new Attribute.Text(target.getId()));
    if (!target.getParticipant().isEmpty()) {
      meta.put("thread_msg_sender_jid", new Attribute.Address(Jid.parse(target.getParticipant())));
    }
  }

  private static Optional<Node> business(Message m) {
    if (m.hasButtonsMessage()) {
      return Optional.of(Node.of("buttons"));
    }
    if (m.hasListMessage()) {
      ListMessage.ListType type = m.getListMessage().getListType();
      return Optional.of(
          Node.builder("list")
              .attr("v", "2")
              .attr("type", type.name().toLowerCase(Locale.ROOT))
              .build());
    }
    if (m.hasListResponseMessage()) {
      return Optional.of(Node.of("list_response"));
    }
    if (m.hasButtonsResponseMessage()) {
      return Optional.of(Node.of("buttons_response"));
    }
    if (m.hasInteractiveResponseMessage()) {
      return Optional.of(Node.of("interactive_response"));
    }
    return m.getInteractiveMessage().hasNativeFlowMessage()
        ? Optional.of(nativeFlow(m.getInteractiveMessage().getNativeFlowMessage()))
        : Optional.empty();
  }

  private static Node nativeFlow(InteractiveMessage.NativeFlowMessage flow) {
    NodeBuilder node = Node.builder("native_flow");
    if (flow.getButtonsCount() > 0) {
      node.attr("name", flowName(flow.getButtons(0).getName()));
    }
    return Node.builder("interactive")
        .attr("type", "native_flow")
        .attr("v", "1")
        .children(node.build())
        .build();
  }

  private static String flowName(String button) {
    return switch (button) {
      case "review_and_pay" -> "order_details";
      case "review_order" -> "order_status";
      case "open_webview" -> "message_with_link";
      default -> button;
    };
  }
}
