package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.device.StateKind;
import chatwarp.adapters.wa.device.Step;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.StatusScope;
import chatwarp.domain.port.StateSpace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Messages of ours that devices may ask for again. */
public final class SentMessages {
  /** Kept beside the message itself. */
  private static final StateKind<Boolean> TO_OTHERS =
      new StateKind<>() {
        @Override
        public StateSpace space() {
          return StateSpace.SENT_MESSAGE;
        }

        @Override
        public byte[] encode(Boolean toOthers) {
          return new byte[] {(byte) (toOthers ? 1 : 0)};
        }

        @Override
        public Boolean decode(byte[] stored) {
          return stored[0] != 0;
        }
      };

  /** By which rule a status post's viewers were chosen; kept beside the post. */
  private static final StateKind<StatusScope> SCOPE =
      new StateKind<>() {
        @Override
        public StateSpace space() {
          return StateSpace.SENT_MESSAGE;
        }

        @Override
        public byte[] encode(StatusScope scope) {
          return scope.name().getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public StatusScope decode(byte[] stored) {
          return StatusScope.valueOf(new String(stored, StandardCharsets.US_ASCII));
        }
      };

  private SentMessages() {}

  /** Keeps a message for who asks for it again. */
  static void keep(Step step, Composition message, Instant at) {
    Optional<Instant> until = Optional.of(at.plus(SentMessage.KEPT));
    step.put(
        SentMessage.KIND,
        message.id().value(),
        new SentMessage(message.chat(), at, message.bytes()),
        until);
    if (message.chat().equals(BroadcastJid.STATUS)) {
      step.put(SCOPE, message.id().value() + "|scope", message.scope(), until);
    }
  }

  /** By which rule a status post's viewers were chosen. */
  static StatusScope scope(Step step, MessageId post) {
    return step.read(SCOPE, post.value() + "|scope").orElse(StatusScope.CONTACTS);
  }

  /**
   * Notes that the server gave a message to devices that we did not know of, because somebody came
   * into the group just before: they lack the key, and may have it too. Reads nothing, so that the
   * step never waits.
   */
  public static void reachedOthers(Step step, MessageId id, Instant now) {
    step.put(TO_OTHERS, key(id), true, Optional.of(now.plus(SentMessage.KEPT)));
  }

  static boolean didReachOthers(Step step, MessageId id) {
    return step.read(TO_OTHERS, key(id)).orElse(false);
  }

  private static String key(MessageId id) {
    return id.value() + "|others";
  }
}
