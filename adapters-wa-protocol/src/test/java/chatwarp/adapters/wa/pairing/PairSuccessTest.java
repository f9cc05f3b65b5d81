package chatwarp.adapters.wa.pairing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.ADVEncryptionType;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentity;
import chatwarp.adapters.wa.proto.ADVSignedDeviceIdentityHMAC;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.Jid;
import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks with the vector of 03 §3.8. */
class PairSuccessTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] ACCOUNT_KEY =
      HEX.parseHex("7b4e909bbe7ffe44c465a220037d608ee35897d31ef972f07f74892cb0f73f13");
  private static final byte[] DETAILS = HEX.parseHex("08011080e2cfaa06180120002800");
  private static final byte[] ACCOUNT_SIGNATURE =
      HEX.parseHex(
          "d7a6d1bcc8a6e9847e2ddd02aca32df2db8c39072c87e4fb01fb7ca0cb9b7c86"
              + "601f33a38666b08e8200e3f329a7801c012b3bce10b6720830e6a925ad831184");
  private static final String HMAC =
      "b29afe5c00a4f1450929c282984b7a86f0d3db9ca01e185cffb4c659bd425db6";
  private static final String HOSTED_HMAC =
      "4fd8d8ca5a2e0bd380627ac196e0f739f213a11f445e06b2b51e2a9596fe1303";
  private static final Jid JID = Jid.parse("5511999990001:4@s.whatsapp.net");
  private static final Jid LID = Jid.parse("100000000000001:4@lid");

  private final AuthState auth = TestKeys.auth(0x22, 0x33);

  private static ADVSignedDeviceIdentity signed() {
    return ADVSignedDeviceIdentity.newBuilder()
        .setDetails(ByteString.copyFrom(DETAILS))
        .setAccountSignatureKey(ByteString.copyFrom(ACCOUNT_KEY))
        .setAccountSignature(ByteString.copyFrom(ACCOUNT_SIGNATURE))
        .build();
  }

  private static ADVSignedDeviceIdentityHMAC proof() {
    return ADVSignedDeviceIdentityHMAC.newBuilder()
        .setDetails(signed().toByteString())
        .setHmac(ByteString.copyFrom(HEX.parseHex(HMAC)))
        .build();
  }

  private static Node iq(byte[] proof, Jid jid) {
    return Node.builder("iq")
        .attr("id", "S1")
        .attr("type", "set")
        .children(
            Node.of(
                "pair-success",
                Node.of("device-identity", proof),
                Node.builder("device").attr("jid", jid).attr("lid", LID).build(),
                Node.builder("platform").attr("name", "android").build(),
                Node.builder("biz").attr("name", "Shop").build()))
        .build();
  }

  private PairSuccess.Outcome read(byte[] proof) {
    return PairSuccess.read(iq(proof, JID), auth, new Random(7));
  }

  @Test
  void acceptsTheVectorAndCountersignsIt() throws Exception {
    PairSuccess.Outcome.Linked linked =
        assertInstanceOf(PairSuccess.Outcome.Linked.class, read(proof().toByteArray()));
    assertEquals(PublicKey.of(ACCOUNT_KEY), linked.phoneKey());
    assertEquals(Optional.of(JID), linked.auth().metadata().device());
    assertEquals(Optional.of(LID), linked.auth().metadata().lid());
    assertEquals(Optional.of("android"), linked.auth().metadata().platform());
    assertEquals(Optional.of("Shop"), linked.auth().metadata().businessName());

    Node answer = linked.reply().requireChild("pair-device-sign").requireChild("device-identity");
    assertTrue(linked.reply().attrIs("id", "S1") && linked.reply().attrIs("type", "result"));
    assertEquals("1", answer.requireAttr("key-index"));
    ADVSignedDeviceIdentity told = ADVSignedDeviceIdentity.parseFrom(answer.requireBytes());
    assertFalse(told.hasAccountSignatureKey());
    ADVSignedDeviceIdentity kept =
        ADVSignedDeviceIdentity.parseFrom(
            linked.auth().identity().account().orElseThrow().reveal());
    assertArrayEquals(ACCOUNT_KEY, kept.getAccountSignatureKey().toByteArray());
    byte[] countersigned =
        HEX.parseHex(
            "0601"
                + HEX.formatHex(DETAILS)
                + HEX.formatHex(TestKeys.pair(0x22).publicKey().raw())
                + HEX.formatHex(ACCOUNT_KEY));
    assertTrue(
        XEdDsa.verify(
            TestKeys.pair(0x22).publicKey(),
            countersigned,
            told.getDeviceSignature().toByteArray()));
  }

  @Test
  void acceptsTheHostedVector() {
    byte[] hosted =
        proof().toBuilder()
            .setAccountType(ADVEncryptionType.HOSTED)
            .setHmac(ByteString.copyFrom(HEX.parseHex(HOSTED_HMAC)))
            .build()
            .toByteArray();
    assertInstanceOf(PairSuccess.Outcome.Linked.class, read(hosted));
  }

  static Stream<Arguments> wrongProofs() {
    return Stream.of(
        wrong("another HMAC", "hmac-mismatch", p -> flip(p, HMAC)),
        wrong("no HMAC", "hmac-mismatch", p -> p.toBuilder().clearHmac().build()),
        wrong(
            "hosted without the prefix",
            "hmac-mismatch",
            p -> p.toBuilder().setAccountType(ADVEncryptionType.HOSTED).build()));
  }

  private static ADVSignedDeviceIdentityHMAC flip(ADVSignedDeviceIdentityHMAC proof, String hex) {
    byte[] changed = HEX.parseHex(hex);
    changed[5] ^= 1;
    return proof.toBuilder().setHmac(ByteString.copyFrom(changed)).build();
  }

  private static Arguments wrong(
      String name, String text, UnaryOperator<ADVSignedDeviceIdentityHMAC> how) {
    return Arguments.of(name, text, how.apply(proof()).toByteArray());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongProofs")
  void refusesAWrongProof(String name, String text, byte[] proof) {
    refusedWith(401, text, read(proof));
  }

  private static void refusedWith(int code, String text, PairSuccess.Outcome outcome) {
    PairSuccess.Outcome.Refused refused =
        assertInstanceOf(PairSuccess.Outcome.Refused.class, outcome);
    Node error = refused.reply().requireChild("error");
    assertEquals(code, error.requireInt("code"));
    assertEquals(text, error.requireAttr("text"));
    assertTrue(refused.reply().attrIs("type", "error") && refused.reply().attrIs("id", "S1"));
  }

  /** The HMAC is right, for whoever saw the QR can make it; the signature is what counts. */
  private byte[] underOurSecret(ADVSignedDeviceIdentity identity) {
    byte[] details = identity.toByteArray();
    byte[] hmac =
        new chatwarp.adapters.wa.crypto.HmacSha256()
            .code(auth.identity().advSecret().reveal(), details);
    return ADVSignedDeviceIdentityHMAC.newBuilder()
        .setDetails(ByteString.copyFrom(details))
        .setHmac(ByteString.copyFrom(hmac))
        .build()
        .toByteArray();
  }

  @Test
  void refusesASignatureOfSomebodyElse() {
    byte[] forged = XEdDsa.sign(TestKeys.pair(0x44).privateKey(), new byte[] {6, 0}, new Random(1));
    refusedWith(
        401,
        "signature-mismatch",
        read(
            underOurSecret(
                signed().toBuilder().setAccountSignature(ByteString.copyFrom(forged)).build())));
  }

  @Test
  void refusesASignatureForAnotherDevice() {
    refusedWith(
        401,
        "signature-mismatch",
        PairSuccess.read(iq(proof().toByteArray(), JID), TestKeys.auth(0x23, 0x33), new Random(1)));
  }

  @Test
  void refusesAnAccountKeyThatIsNone() {
    refusedWith(
        401,
        "signature-mismatch",
        read(
            underOurSecret(
                signed().toBuilder()
                    .setAccountSignatureKey(ByteString.copyFrom(new byte[31]))
                    .build())));
  }

  @Test
  void refusesAProofThatIsNoProtobuf() {
    refusedWith(500, "internal-error", read(new byte[] {10, 99}));
  }

  @Test
  void refusesAnAddressThatIsNoCompanion() {
    refusedWith(
        500,
        "internal-error",
        PairSuccess.read(
            iq(proof().toByteArray(), Jid.parse("5511999990001@s.whatsapp.net")),
            auth,
            new Random(1)));
  }
}
