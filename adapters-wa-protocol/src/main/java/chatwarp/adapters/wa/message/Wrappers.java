package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.FutureProofMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageContextInfo;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Optional;

/** Messages inside messages (05 §18): ephemeral, view once, edited and the like. */
final class Wrappers {
  private static final int MOST = 5;

  private Wrappers() {}

  /** What is said in the end, at most five wrappers deep. */
  static Message innermost(Message message) {
    Message current = message;
    for (int depth = 0; depth < MOST; depth++) {
      Optional<Message> inner = inner(current);
      if (inner.isEmpty()) {
        return current;
      }
      current = inner.get();
    }
    return current;
  }

  private static Optional<Message> inner(Message message) {
    for (FieldDescriptor field : message.getAllFields().keySet()) {
      if (message.getField(field) instanceof FutureProofMessage wrapper && wrapper.hasMessage()) {
        return Optional.of(wrapper.getMessage());
      }
    }
    return message.hasDeviceSentMessage() && message.getDeviceSentMessage().hasMessage()
        ? Optional.of(message.getDeviceSentMessage().getMessage())
        : Optional.empty();
  }

  /** Whether one of the wrappers says that the content may be seen only once. */
  static boolean viewOnce(Message message) {
    Message current = message;
    for (int depth = 0; depth < MOST; depth++) {
      if (current.hasViewOnceMessage()
          || current.hasViewOnceMessageV2()
          || current.hasViewOnceMessageV2Extension()) {
        return true;
      }
      Optional<Message> inner = inner(current);
      if (inner.isEmpty()) {
        return false;
      }
      current = inner.get();
    }
    return false;
  }

  /** The message that another device of ours sent, as its recipient got it. */
  static Message sentByOwnDevice(Message outer) {
    Message inner = outer.getDeviceSentMessage().getMessage();
    if (!outer.hasMessageContextInfo()) {
      return inner;
    }
    // What the inner one lacks comes from outside, field by field.
    MessageContextInfo context =
        outer.getMessageContextInfo().toBuilder().mergeFrom(inner.getMessageContextInfo()).build();
    return inner.toBuilder().setMessageContextInfo(context).build();
  }
}
