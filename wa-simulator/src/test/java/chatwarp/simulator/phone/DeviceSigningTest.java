package chatwarp.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.HmacSha256;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentity;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentityHMAC;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The inputs and the bytes of 03 §3.8. */
class DeviceSigningTest {
  private static final KeyPair ACCOUNT = pair(0x11);
  private static final KeyPair COMPANION = pair(0x22);
  private static final AdvSecret SECRET = AdvSecret.of(filled(0x33));
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final String DETAILS = "08011080e2cfaa06180120002800";
  private static final String ACCOUNT_SIGNATURE =
      "d7a6d1bcc8a6e9847e2ddd02aca32df2db8c39072c87e4fb01fb7ca0cb9b7c86"
          + "601f33a38666b08e8200e3f329a7801c012b3bce10b6720830e6a925ad831184";
  private static final String DEVICE_SIGNATURE =
      "8d51d579b32beb667b4ef259b9e730ad4b517ba29ee614a3463c368c20886f94"
          + "4c0ebac087745459637c0d2c1d4d0e37d780511975e8ffe7abc55e99ec576308";
  private static final String HMAC =
      "b29afe5c00a4f1450929c282984b7a86f0d3db9ca01e185cffb4c659bd425db6";

  private final DeviceSigning signing = new DeviceSigning(ACCOUNT, 1, new Random(7));

  @Test
  void writesTheDeviceIdentityByteForByte() throws Exception {
    assertEquals(DETAILS, hex(identity(link(ScanFault.NONE)).getDetails()));
  }

  @Test
  void signsTheCompanionWithTheAccountKey() throws Exception {
    ADVSignedDeviceIdentity identity = identity(link(ScanFault.NONE));
    byte[] message = hex("0600" + DETAILS + hex(COMPANION.publicKey().raw()));
    assertTrue(
        XEdDsa.verify(ACCOUNT.publicKey(), message, identity.getAccountSignature().toByteArray()));
    assertTrue(XEdDsa.verify(ACCOUNT.publicKey(), message, hex(ACCOUNT_SIGNATURE)));
    assertEquals(hex(ACCOUNT.publicKey().raw()), hex(identity.getAccountSignatureKey()));
  }

  @Test
  void sealsTheIdentityWithTheSecretOfTheQr() throws Exception {
    byte[] vector =
        hex(
            "0a0e"
                + DETAILS
                + "1220"
                + hex(ACCOUNT.publicKey().raw())
                + "1a40"
                + ACCOUNT_SIGNATURE);
    assertEquals(HMAC, hex(new HmacSha256().code(filled(0x33), vector)));
    ADVSignedDeviceIdentityHMAC sealed = sealed(link(ScanFault.NONE));
    assertEquals(
        hex(new HmacSha256().code(filled(0x33), sealed.getDetails().toByteArray())),
        hex(sealed.getHmac()));
  }

  @Test
  void acceptsTheCompanionsSignature() throws Exception {
    LinkAttempt attempt = vectorAttempt();
    ADVSignedDeviceIdentity full =
        ADVSignedDeviceIdentity.parseFrom(attempt.confirm(answer(DEVICE_SIGNATURE).toByteArray()));
    assertEquals(DEVICE_SIGNATURE, hex(full.getDeviceSignature()));
    assertEquals(hex(ACCOUNT.publicKey().raw()), hex(full.getAccountSignatureKey()));
  }

  @Test
  void refusesASignatureWithOneWrongBit() {
    byte[] wrong = hex(DEVICE_SIGNATURE);
    wrong[20] ^= 1;
    refused(answer(hex(wrong)).toByteArray());
  }

  @Test
  void refusesASignatureByAnotherKey() {
    byte[] message =
        hex("0601" + DETAILS + hex(COMPANION.publicKey().raw()) + hex(ACCOUNT.publicKey().raw()));
    byte[] other = XEdDsa.sign(pair(0x44).privateKey(), message, new Random(1));
    refused(answer(hex(other)).toByteArray());
  }

  @Test
  void refusesAnAnswerThatStillHoldsTheAccountKey() {
    refused(
        answer(DEVICE_SIGNATURE).toBuilder()
            .setAccountSignatureKey(ByteString.copyFrom(ACCOUNT.publicKey().raw()))
            .build()
            .toByteArray());
  }

  @Test
  void refusesAnAnswerAboutAnotherIdentity() {
    refused(
        answer(DEVICE_SIGNATURE).toBuilder()
            .setDetails(ByteString.copyFrom(hex("0802")))
            .build()
            .toByteArray());
  }

  @Test
  void refusesAnAnswerThatIsNoProtobuf() {
    refused(new byte[] {(byte) 0xFF});
  }

  @Test
  void signsWrongOnlyWhenTold() throws Exception {
    LinkAttempt attempt = link(ScanFault.WRONG_ACCOUNT_SIGNATURE);
    ADVSignedDeviceIdentity identity = identity(attempt);
    byte[] message = hex("0600" + DETAILS + hex(COMPANION.publicKey().raw()));
    assertFalse(
        XEdDsa.verify(ACCOUNT.publicKey(), message, identity.getAccountSignature().toByteArray()));
    assertEquals(
        hex(new HmacSha256().code(filled(0x33), sealed(attempt).getDetails().toByteArray())),
        hex(sealed(attempt).getHmac()),
        "only the signature is wrong");
  }

  @Test
  void sealsWrongOnlyWhenTold() throws Exception {
    ADVSignedDeviceIdentityHMAC sealed = sealed(link(ScanFault.WRONG_HMAC));
    assertFalse(
        Arrays.equals(
            new HmacSha256().code(filled(0x33), sealed.getDetails().toByteArray()),
            sealed.getHmac().toByteArray()));
  }

  private LinkAttempt link(ScanFault fault) {
    return signing.link(COMPANION.publicKey(), 1, SECRET, NOW, fault);
  }

  private static LinkAttempt vectorAttempt() {
    ADVSignedDeviceIdentity identity =
        ADVSignedDeviceIdentity.newBuilder()
            .setDetails(ByteString.copyFrom(hex(DETAILS)))
            .setAccountSignatureKey(ByteString.copyFrom(ACCOUNT.publicKey().raw()))
            .setAccountSignature(ByteString.copyFrom(hex(ACCOUNT_SIGNATURE)))
            .build();
    return new LinkAttempt(new byte[0], identity, ACCOUNT.publicKey(), COMPANION.publicKey());
  }

  private static ADVSignedDeviceIdentity answer(String deviceSignature) {
    return ADVSignedDeviceIdentity.newBuilder()
        .setDetails(ByteString.copyFrom(hex(DETAILS)))
        .setAccountSignature(ByteString.copyFrom(hex(ACCOUNT_SIGNATURE)))
        .setDeviceSignature(ByteString.copyFrom(hex(deviceSignature)))
        .build();
  }

  private static void refused(byte[] answer) {
    LinkAttempt attempt = vectorAttempt();
    assertThrows(PairingRefusedException.class, () -> attempt.confirm(answer));
  }

  private static ADVSignedDeviceIdentityHMAC sealed(LinkAttempt attempt)
      throws InvalidProtocolBufferException {
    return ADVSignedDeviceIdentityHMAC.parseFrom(attempt.sealed());
  }

  private static ADVSignedDeviceIdentity identity(LinkAttempt attempt)
      throws InvalidProtocolBufferException {
    return ADVSignedDeviceIdentity.parseFrom(sealed(attempt).getDetails());
  }

  private static KeyPair pair(int value) {
    return Curve25519.keyPair(PrivateKey.of(filled(value)));
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String hex(ByteString bytes) {
    return hex(bytes.toByteArray());
  }
}
