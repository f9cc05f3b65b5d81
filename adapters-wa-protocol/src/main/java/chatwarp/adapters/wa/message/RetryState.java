package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.device.StateKind;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.port.StateSpace;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * How often a message was asked for again, by us or of us.
 *
 * @param baseKey the session's base key when it was asked of us the second time
 */
record RetryState(int count, Optional<PublicKey> baseKey) {
  /** How long a count is remembered. */
  static final Duration KEPT = Duration.ofDays(7);

  static final StateKind<RetryState> KIND =
      new StateKind<>() {
        @Override
        public StateSpace space() {
          return StateSpace.RETRY;
        }

        @Override
        public byte[] encode(RetryState state) {
          byte[] key = state.baseKey().map(PublicKey::raw).orElse(new byte[0]);
          byte[] stored = Arrays.copyOf(new byte[] {(byte) state.count()}, 1 + key.length);
          System.arraycopy(key, 0, stored, 1, key.length);
          return stored;
        }

        @Override
        public RetryState decode(byte[] stored) {
          return new RetryState(
              stored[0] & 0xFF,
              stored.length > 1 ? Optional.of(PublicKey.of(stored, 1)) : Optional.empty());
        }
      };

  /** Names a message of theirs that we ask for. */
  static String asking(MessageSource source) {
    return "in|" + source.chat() + "|" + source.device() + "|" + source.id();
  }

  /** Names a message of ours that a device asks for. */
  static String asked(DeviceJid device, MessageId id) {
    return "out|" + device + "|" + id;
  }
}
