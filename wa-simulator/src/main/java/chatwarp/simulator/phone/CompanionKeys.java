package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentity;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentityHMAC;
import chatwarp.adapters.wa.signal.LocalIdentity;
import chatwarp.simulator.account.Seed;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.random.RandomGenerator;

/** The keys of a computer in this process, derived from the seed, and its side of a pairing. */
final class CompanionKeys {
  private static final int REGISTRATION_IDS = 16380;

  private final KeyPair identity;
  private final PublicKey noiseKey;
  private final int registrationId;
  private final AdvSecret secret;

  /**
   * The keys of one device.
   *
   * @param name of the device, which no other has
   */
  CompanionKeys(Seed seed, String name) {
    identity = Curve25519.keyPair(PrivateKey.of(seed.bytes("identity " + name, 32)));
    noiseKey = Curve25519.keyPair(PrivateKey.of(seed.bytes("noise " + name, 32))).publicKey();
    registrationId = (int) seed.number("registration " + name, REGISTRATION_IDS) + 1;
    secret = AdvSecret.of(seed.bytes("adv secret " + name, 32));
  }

  LocalIdentity identity() {
    return new LocalIdentity(identity, registrationId);
  }

  PublicKey noiseKey() {
    return noiseKey;
  }

  AdvSecret secret() {
    return secret;
  }

  /** Answers what a phone vouches for with the own signature (03 §3.7). */
  byte[] sign(LinkAttempt attempt, RandomGenerator random) {
    ADVSignedDeviceIdentity vouched;
    try {
      vouched =
          ADVSignedDeviceIdentity.parseFrom(
              ADVSignedDeviceIdentityHMAC.parseFrom(attempt.sealed()).getDetails());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a phone vouched with something that does not parse", e);
    }
    byte[] message =
        AdvPrefix.DEVICE.before(
            vouched.getDetails().toByteArray(),
            identity.publicKey().raw(),
            vouched.getAccountSignatureKey().toByteArray());
    byte[] signature = XEdDsa.sign(identity.privateKey(), message, random);
    return vouched.toBuilder()
        .clearAccountSignatureKey()
        .setDeviceSignature(ByteString.copyFrom(signature))
        .build()
        .toByteArray();
  }

  @Override
  public String toString() {
    return "CompanionKeys[redacted]";
  }
}
