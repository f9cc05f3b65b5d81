package chatwarp.simulator.content;

import chatwarp.adapters.wa.proto.FutureProofMessage;
import chatwarp.adapters.wa.proto.Message;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Optional;

/** Messages inside messages (05 §18). */
public final class Wrapping {
  private static final int DEEPEST = 5;

  private Wrapping() {}

  /** The message inside all wrappers. */
  public static Message innermost(Message message) {
    Message inner = message;
    for (int depth = 0; depth < DEEPEST; depth++) {
      Optional<Message> next = inside(inner);
      if (next.isEmpty()) {
        return inner;
      }
      inner = next.get();
    }
    return inner;
  }

  private static Optional<Message> inside(Message message) {
    for (var field : message.getAllFields().entrySet()) {
      if (field.getValue() instanceof FutureProofMessage wrapper && wrapper.hasMessage()) {
        return Optional.of(wrapper.getMessage());
      }
    }
    return Optional.empty();
  }

  /** The name of the field that holds the content; empty for a message without any. */
  public static Optional<String> kind(Message wrapped) {
    return innermost(wrapped).getAllFields().keySet().stream()
        .map(FieldDescriptor::getName)
        .filter(name -> !name.equals("messageContextInfo"))
        .filter(name -> !name.equals("senderKeyDistributionMessage"))
        .findFirst();
  }
}
