package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentity;
import chatwarp.simulator.pairing.Vouching;
import com.google.protobuf.InvalidProtocolBufferException;

/**
 * A companion that the phone has vouched for and that still has to vouch for the phone (03 §3.7).
 * Immutable.
 */
final class LinkAttempt implements Vouching {
  private final byte[] sealedIdentity;
  private final ADVSignedDeviceIdentity identity;
  private final PublicKey account;
  private final PublicKey companion;

  LinkAttempt(
      byte[] sealed, ADVSignedDeviceIdentity identity, PublicKey account, PublicKey companion) {
    sealedIdentity = sealed;
    this.identity = identity;
    this.account = account;
    this.companion = companion;
  }

  @Override
  public byte[] sealed() {
    return sealedIdentity.clone();
  }

  /**
   * Checks the companion's pair-device-sign: its signature over the phone's, by the identity key it
   * registered with, and no account key in it.
   *
   * @param answer a serialized ADVSignedDeviceIdentity
   * @throws PairingRefusedException when the companion did not sign, or signed something else
   */
  @Override
  public byte[] confirm(byte[] answer) {
    ADVSignedDeviceIdentity signed = parse(answer);
    if (signed.hasAccountSignatureKey()) {
      throw new PairingRefusedException("pair-device-sign holds the account signature key");
    }
    if (!signed.getDetails().equals(identity.getDetails())
        || !signed.getAccountSignature().equals(identity.getAccountSignature())) {
      throw new PairingRefusedException("pair-device-sign is about another identity");
    }
    byte[] vouched =
        AdvPrefix.DEVICE.before(
            identity.getDetails().toByteArray(), companion.raw(), account.raw());
    if (!XEdDsa.verify(companion, vouched, signed.getDeviceSignature().toByteArray())) {
      throw new PairingRefusedException("pair-device-sign has a wrong device signature");
    }
    return identity.toBuilder()
        .setDeviceSignature(signed.getDeviceSignature())
        .build()
        .toByteArray();
  }

  private static ADVSignedDeviceIdentity parse(byte[] answer) {
    try {
      return ADVSignedDeviceIdentity.parseFrom(answer);
    } catch (InvalidProtocolBufferException e) {
      throw new PairingRefusedException("pair-device-sign is no signed device identity", e);
    }
  }
}
