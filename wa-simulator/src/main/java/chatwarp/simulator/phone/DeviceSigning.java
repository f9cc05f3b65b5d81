package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.proto.ADVDeviceIdentity;
import chatwarp.adapters.wa.proto.ADVEncryptionType;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentity;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentityHMAC;
import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** The account's signatures over its companions, made with the phone's identity key (03 §3.3). */
final class DeviceSigning {
  private final KeyPair account;
  private final int rawId;
  private final RandomGenerator random;

  DeviceSigning(KeyPair account, int rawId, RandomGenerator random) {
    this.account = account;
    this.rawId = rawId;
    this.random = random;
  }

  /** Vouches for a companion and seals that with its secret. */
  LinkAttempt link(
      PublicKey companion, int keyIndex, AdvSecret secret, Instant now, ScanFault fault) {
    ADVDeviceIdentity details =
        ADVDeviceIdentity.newBuilder()
            .setRawId(rawId)
            .setTimestamp(now.getEpochSecond())
            .setKeyIndex(keyIndex)
            .setAccountType(ADVEncryptionType.E2EE)
            .setDeviceType(ADVEncryptionType.E2EE)
            .build();
    KeyPair signer =
        fault == ScanFault.WRONG_ACCOUNT_SIGNATURE ? Curve25519.generate(random) : account;
    byte[] signature =
        XEdDsa.sign(
            signer.privateKey(),
            AdvPrefix.ACCOUNT.before(details.toByteArray(), companion.raw()),
            random);
    ADVSignedDeviceIdentity identity =
        ADVSignedDeviceIdentity.newBuilder()
            .setDetails(details.toByteString())
            .setAccountSignatureKey(ByteString.copyFrom(account.publicKey().raw()))
            .setAccountSignature(ByteString.copyFrom(signature))
            .build();
    return new LinkAttempt(
        sealed(identity, secret, fault), identity, account.publicKey(), companion);
  }

  private static byte[] sealed(
      ADVSignedDeviceIdentity identity, AdvSecret secret, ScanFault fault) {
    byte[] details = identity.toByteArray();
    byte[] mac = new HmacSha256().code(secret.bytes(), details);
    if (fault == ScanFault.WRONG_HMAC) {
      mac[0] ^= 1;
    }
    return ADVSignedDeviceIdentityHMAC.newBuilder()
        .setDetails(ByteString.copyFrom(details))
        .setHmac(ByteString.copyFrom(mac))
        .setAccountType(ADVEncryptionType.E2EE)
        .build()
        .toByteArray();
  }
}
