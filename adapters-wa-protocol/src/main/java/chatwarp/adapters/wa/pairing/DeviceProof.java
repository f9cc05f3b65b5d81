package chatwarp.adapters.wa.pairing;

import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.proto.ADVDeviceIdentity;
import chatwarp.adapters.wa.proto.ADVEncryptionType;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentity;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentityHMAC;
import chatwarp.domain.model.IdentityState;
import chatwarp.domain.model.Secret;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;

/**
 * The phone's proof that it means this device, checked and countersigned (03 §3.3). Every byte that
 * is signed is taken as it came.
 */
final class DeviceProof {
  private static final byte[] ACCOUNT = {6, 0};
  private static final byte[] DEVICE = {6, 1};
  private static final byte[] HOSTED_ACCOUNT = {6, 5};

  /** What checking a proof came to. */
  sealed interface Result {
    /**
     * The proof holds.
     *
     * @param account the whole signed identity, kept: messages carry it
     * @param answer the same for the server, without the account's key
     * @param phoneKey identity key of the phone
     */
    record Accepted(Secret account, byte[] answer, int keyIndex, PublicKey phoneKey)
        implements Result {}

    /** It does not; the code and the text are for the server. */
    record Refused(int code, String text) implements Result {}
  }

  private static final Result MALFORMED = new Result.Refused(500, "internal-error");

  private DeviceProof() {}

  static Result check(byte[] proof, IdentityState own, RandomGenerator random) {
    try {
      return check(ADVSignedDeviceIdentityHMAC.parseFrom(proof), own, random);
    } catch (InvalidProtocolBufferException e) {
      return MALFORMED;
    }
  }

  private static Result check(
      ADVSignedDeviceIdentityHMAC outer, IdentityState own, RandomGenerator random)
      throws InvalidProtocolBufferException {
    boolean hostedAccount = outer.getAccountType() == ADVEncryptionType.HOSTED;
    byte[] details = outer.getDetails().toByteArray();
    HmacSha256 hmac = new HmacSha256().key(own.advSecret().reveal());
    if (hostedAccount) {
      hmac.update(HOSTED_ACCOUNT);
    }
    if (!MessageDigest.isEqual(hmac.update(details).finish(), outer.getHmac().toByteArray())) {
      return new Result.Refused(401, "hmac-mismatch");
    }
    ADVSignedDeviceIdentity signed = ADVSignedDeviceIdentity.parseFrom(details);
    ADVDeviceIdentity device = ADVDeviceIdentity.parseFrom(signed.getDetails());
    if (signed.getAccountSignatureKey().size() != PublicKey.RAW_LENGTH) {
      return new Result.Refused(401, "signature-mismatch");
    }
    PublicKey phone = PublicKey.of(signed.getAccountSignatureKey().toByteArray());
    byte[] ownKey = own.identityKey().publicKey().reveal();
    boolean hostedDevice = device.getDeviceType() == ADVEncryptionType.HOSTED;
    if (!signedByPhone(signed, phone, hostedDevice ? HOSTED_ACCOUNT : ACCOUNT, ownKey)
        // Peers differ on which of two types chooses the prefix of a hosted account (03 §3.3).
        && !(hostedAccount && signedByPhone(signed, phone, HOSTED_ACCOUNT, ownKey))) {
      return new Result.Refused(401, "signature-mismatch");
    }
    byte[] countersigned = join(DEVICE, signed.getDetails(), ownKey, phone.raw());
    byte[] signature =
        XEdDsa.sign(PrivateKey.of(own.identityKey().privateKey().reveal()), countersigned, random);
    ADVSignedDeviceIdentity whole =
        signed.toBuilder().setDeviceSignature(UnsafeByteOperations.unsafeWrap(signature)).build();
    return new Result.Accepted(
        Secret.copyOf(whole.toByteArray()),
        whole.toBuilder().clearAccountSignatureKey().build().toByteArray(),
        device.getKeyIndex(),
        phone);
  }

  private static boolean signedByPhone(
      ADVSignedDeviceIdentity signed, PublicKey phone, byte[] prefix, byte[] ownKey) {
    byte[] message = join(prefix, signed.getDetails(), ownKey, new byte[0]);
    return XEdDsa.verify(phone, message, signed.getAccountSignature().toByteArray());
  }

  private static byte[] join(byte[] prefix, ByteString details, byte[] own, byte[] last) {
    return UnsafeByteOperations.unsafeWrap(prefix)
        .concat(details)
        .concat(UnsafeByteOperations.unsafeWrap(own))
        .concat(UnsafeByteOperations.unsafeWrap(last))
        .toByteArray();
  }
}
