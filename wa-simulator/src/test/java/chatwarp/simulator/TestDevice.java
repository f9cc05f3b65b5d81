package chatwarp.simulator;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentity;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentityHMAC;
import chatwarp.adapters.wa.proto.ClientPayload;
import chatwarp.adapters.wa.proto.ClientPayload.DevicePairingRegistrationData;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.UserJid;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Random;

/** The keys of a companion that tests play, and what its pairing gave it. */
final class TestDevice {
  final String name;
  final Random random;
  final KeyPair noise;
  final KeyPair identity;
  final KeyPair signedPreKey;
  final byte[] signature;
  final byte[] advSecret = new byte[32];
  int registrationId = 1234;
  DeviceJid jid = UserJid.phone("10000000").device(1);
  DeviceJid lid = UserJid.lid("20000000").device(1);

  TestDevice(String name) {
    this.name = name;
    random = new Random(name.hashCode());
    noise = Curve25519.generate(random);
    identity = Curve25519.generate(random);
    signedPreKey = Curve25519.generate(random);
    signature = XEdDsa.sign(identity.privateKey(), signedPreKey.publicKey().serialized(), random);
    random.nextBytes(advSecret);
  }

  ClientPayload registration() {
    return ClientPayload.newBuilder()
        .setPassive(false)
        .setPull(false)
        .setPushName(name)
        .setDevicePairingData(
            DevicePairingRegistrationData.newBuilder()
                .setERegid(bytes(ByteBuffer.allocate(4).putInt(registrationId).array()))
                .setEKeytype(bytes(new byte[] {5}))
                .setEIdent(bytes(identity.publicKey().raw()))
                .setESkeyId(bytes(new byte[] {0, 0, 1}))
                .setESkeyVal(bytes(signedPreKey.publicKey().raw()))
                .setESkeySig(bytes(signature)))
        .build();
  }

  ClientPayload login() {
    return ClientPayload.newBuilder()
        .setUsername(Long.parseLong(jid.user()))
        .setDevice(jid.device())
        .setPassive(true)
        .setPull(true)
        .build();
  }

  String qr(String ref) {
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        ",",
        ref,
        base64.encodeToString(noise.publicKey().raw()),
        base64.encodeToString(identity.publicKey().raw()),
        base64.encodeToString(advSecret),
        "1");
  }

  /** Checks what pair-success vouches for and answers the signed identity. */
  byte[] sign(byte[] sealed) {
    try {
      ADVSignedDeviceIdentityHMAC container = ADVSignedDeviceIdentityHMAC.parseFrom(sealed);
      byte[] code = new HmacSha256().code(advSecret, container.getDetails().toByteArray());
      if (!MessageDigest.isEqual(code, container.getHmac().toByteArray())) {
        throw new AssertionError("the HMAC is not made with our secret");
      }
      ADVSignedDeviceIdentity vouched = ADVSignedDeviceIdentity.parseFrom(container.getDetails());
      byte[] key = vouched.getAccountSignatureKey().toByteArray();
      byte[] details = vouched.getDetails().toByteArray();
      byte[] message =
          ByteBuffer.allocate(2 + details.length + 64)
              .put((byte) 6)
              .put((byte) 1)
              .put(details)
              .put(identity.publicKey().raw())
              .put(key)
              .array();
      return vouched.toBuilder()
          .clearAccountSignatureKey()
          .setDeviceSignature(bytes(XEdDsa.sign(identity.privateKey(), message, random)))
          .build()
          .toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("pair-success holds no identity", e);
    }
  }

  private static ByteString bytes(byte[] bytes) {
    return ByteString.copyFrom(bytes);
  }
}
