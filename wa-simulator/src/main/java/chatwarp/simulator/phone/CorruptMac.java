package chatwarp.simulator.phone;

import chatwarp.adapters.wa.proto.PreKeySignalMessage;
import chatwarp.adapters.wa.signal.CiphertextType;
import chatwarp.adapters.wa.signal.SignalCiphertext;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;

/** Turns one bit of a ciphertext's authentication code, and nothing else (04 §4). */
final class CorruptMac {
  private CorruptMac() {}

  static SignalCiphertext of(SignalCiphertext ciphertext) {
    return new SignalCiphertext(
        ciphertext.type(),
        ciphertext.type() == CiphertextType.PRE_KEY_MESSAGE
            ? inside(ciphertext.bytes())
            : flipped(ciphertext.bytes()));
  }

  /** The code is the end of the message inside; fields of the envelope follow it. */
  private static byte[] inside(byte[] envelope) {
    PreKeySignalMessage message;
    try {
      message = PreKeySignalMessage.parseFrom(Arrays.copyOfRange(envelope, 1, envelope.length));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("an own prekey message that does not parse", e);
    }
    byte[] changed =
        message.toBuilder()
            .setMessage(ByteString.copyFrom(flipped(message.getMessage().toByteArray())))
            .build()
            .toByteArray();
    byte[] result = new byte[1 + changed.length];
    result[0] = envelope[0];
    System.arraycopy(changed, 0, result, 1, changed.length);
    return result;
  }

  private static byte[] flipped(byte[] message) {
    byte[] changed = message.clone();
    changed[changed.length - 1] ^= 1;
    return changed;
  }
}
