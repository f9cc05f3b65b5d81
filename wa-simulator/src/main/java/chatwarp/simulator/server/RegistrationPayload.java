package chatwarp.simulator.server;

import chatwarp.adapters.wa.crypto.InvalidCurveKeyException;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.proto.ClientPayload;
import chatwarp.adapters.wa.proto.ClientPayload.DevicePairingRegistrationData;
import chatwarp.simulator.account.SignedPreKey;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What a new companion says of itself (03 §2). */
record RegistrationPayload(
    int registrationId, PublicKey identity, SignedPreKey signedPreKey, Optional<String> pushName) {

  /**
   * Reads and checks the pairing data.
   *
   * @throws ProtocolViolation when a part is missing, too short, or wrongly signed
   */
  static RegistrationPayload read(ClientPayload payload) {
    DevicePairingRegistrationData data = payload.getDevicePairingData();
    if (data.getERegid().size() != 4 || data.getESkeyId().size() != 3) {
      throw new ProtocolViolation("registration ids of a wrong length");
    }
    try {
      PublicKey identity = PublicKey.of(data.getEIdent().toByteArray());
      PublicKey preKey = PublicKey.of(data.getESkeyVal().toByteArray());
      byte[] signature = data.getESkeySig().toByteArray();
      if (signature.length != XEdDsa.SIGNATURE_LENGTH
          || !XEdDsa.verify(identity, preKey.serialized(), signature)) {
        throw new ProtocolViolation("the signed prekey is not signed by the identity");
      }
      byte[] id = data.getESkeyId().toByteArray();
      return new RegistrationPayload(
          ByteBuffer.wrap(data.getERegid().toByteArray()).getInt(),
          identity,
          new SignedPreKey(
              ((id[0] & 0xff) << 16) | ((id[1] & 0xff) << 8) | (id[2] & 0xff), preKey, signature),
          payload.hasPushName() && !payload.getPushName().isEmpty()
              ? Optional.of(payload.getPushName())
              : Optional.empty());
    } catch (InvalidCurveKeyException e) {
      throw new ProtocolViolation("registration keys of a wrong length", e);
    }
  }
}
