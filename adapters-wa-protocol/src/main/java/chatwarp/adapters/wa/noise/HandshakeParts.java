package chatwarp.adapters.wa.noise;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.noise.HandshakeException.Fault;
import chatwarp.adapters.wa.proto.HandshakeMessage;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

/** Takes handshake messages apart, refusing what is not there. */
final class HandshakeParts {
  private HandshakeParts() {}

  static HandshakeMessage parse(byte[] frame) {
    try {
      return HandshakeMessage.parseFrom(frame);
    } catch (InvalidProtocolBufferException e) {
      throw new HandshakeException(Fault.MALFORMED, "a handshake frame is no protobuf message", e);
    }
  }

  static void requireTurn(boolean itsTurn, String message) {
    if (!itsTurn) {
      throw new HandshakeException(
          Fault.UNEXPECTED, "another message stands where a " + message + " belongs");
    }
  }

  static byte[] require(boolean present, ByteString part, String name) {
    if (!present || part.isEmpty()) {
      throw new HandshakeException(Fault.MISSING_PART, "the peer's " + name + " is missing");
    }
    return part.toByteArray();
  }

  static PublicKey key(byte[] raw, String name) {
    if (raw.length != PublicKey.RAW_LENGTH) {
      throw new HandshakeException(
          Fault.KEY_LENGTH, "the peer's " + name + " is " + raw.length + " bytes, not 32");
    }
    return PublicKey.of(raw);
  }
}
