package chatwarp.simulator.content;

import chatwarp.adapters.wa.proto.ContextInfo;
import chatwarp.adapters.wa.proto.ExtendedTextMessage;
import chatwarp.adapters.wa.proto.Message;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Map;

/**
 * The contextInfo of a content, which every kind holds in a field of that name. A conversation has
 * no room for one and becomes an extended text (05 §18).
 */
final class ContextStamp {
  private static final String FIELD = "contextInfo";

  private ContextStamp() {}

  /** The message with a context beside what it has; unchanged when there is nothing to say. */
  static Message on(Message message, ContextInfo context, boolean plain) {
    return plain ? message : instead(message, of(message).toBuilder().mergeFrom(context).build());
  }

  /** The message with this context in place of its own. */
  static Message instead(Message message, ContextInfo context) {
    Message roomy = roomy(message);
    Message.Builder stamped = roomy.toBuilder();
    roomy
        .getAllFields()
        .forEach((field, value) -> {
          FieldDescriptor place = place(value);
          if (place != null) {
            stamped.setField(
                field,
                ((com.google.protobuf.Message) value).toBuilder().setField(place, context).build());
          }
        });
    return stamped.build();
  }

  /** The message without its context. */
  static Message without(Message message) {
    Message.Builder bare = message.toBuilder();
    message
        .getAllFields()
        .forEach((field, value) -> {
          FieldDescriptor place = place(value);
          if (place != null) {
            bare.setField(
                field, ((com.google.protobuf.Message) value).toBuilder().clearField(place).build());
          }
        });
    return bare.build();
  }

  /** The context of a message; an empty one when it has none. */
  static ContextInfo of(Message message) {
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      FieldDescriptor place = place(field.getValue());
      if (place != null
          && ((com.google.protobuf.Message) field.getValue()).getField(place)
              instanceof ContextInfo context) {
        return context;
      }
    }
    return ContextInfo.getDefaultInstance();
  }

  private static Message roomy(Message message) {
    return message.hasConversation()
        ? message.toBuilder()
            .clearConversation()
            .setExtendedTextMessage(
                ExtendedTextMessage.newBuilder().setText(message.getConversation()))
            .build()
        : message;
  }

  private static @org.jspecify.annotations.Nullable FieldDescriptor place(Object value) {
    return value instanceof com.google.protobuf.Message content
        ? content.getDescriptorForType().findFieldByName(FIELD)
        : null;
  }
}
