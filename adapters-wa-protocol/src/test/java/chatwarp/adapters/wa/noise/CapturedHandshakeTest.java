package chatwarp.adapters.wa.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.proto.HandshakeMessage;
import com.google.protobuf.ByteString;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A handshake with the real WhatsApp, captured; client side (01 §10.1, §10.2). */
class CapturedHandshakeTest {
  private static final HexFormat HEX = HexFormat.of();

  static final PublicKey ROOT =
      key("142375574d0a587166aae71ebe516437c4a28b73e3695c6ce1f7f9545da8ee6b");

  /** Both certificates were valid then. */
  static final InstantSource THEN = InstantSource.fixed(Instant.ofEpochSecond(1_750_000_000L));

  private static final PublicKey SERVER_KEY =
      key("5854d333d8e13975abd6597bbaddd49d6935ced25c93a44bd3ade508f2bec330");
  private static final KeyPair EPHEMERAL =
      Curve25519.keyPair(
          PrivateKey.of(
              HEX.parseHex("b8de0b5ebad3e7879fa659c0d27baa6c3e3f32a10f7c4cb2613cb4182fe83047")));

  private static final String SERVER_EPHEMERAL =
      "27692cf5d6a08e51f2d601f2e475378456bda16f96255c5121d081d0aa4a815d";
  private static final String SERVER_STATIC =
      "0addd1ce96c55699824fc20ef2a73928dd8168bc29ef863bdea6dc69002b0005"
          + "4add28f7711e3a7dff984d3f31badaa2";
  private static final String SERVER_PAYLOAD =
      "c4f948e737857d6bd675fa0a84f38ed784685b784402da53f972388a8aa3398f01be799862907d43"
          + "cce7a49858023ec66dc909d1eac245f842661360804acf4975801ca0a156f876ba6004cc2f1241f7"
          + "61f753c516cef59fb3c6b95d39ad6d3540caa40b361bfbb7189eaa2d331e086870f2bd846bc6653c"
          + "f2887387ba25268c9923dec5ecdc5ee37507680ba6906550f9991f6a60b2dc74803c6df8d6df352f"
          + "206c376b0bb3d7d17dca91e3999f73d6dc6469e59281bc18c22fd1e7d85467b3f17fafc141a62c6f"
          + "d92d364310d5b32493c9f2c77817aa4d901aef2538858b157d46ea247371a9c2f577171796fa7be0"
          + "59d975dddee115d5aa967602b02a93be36";

  @Test
  void followsTheHandshakeHashAndChainingKeyStepByStep() {
    SymmetricState state = new SymmetricState(HandshakePattern.XX);
    assertHash("ffff0c9267310966f1311170c04b38c79504285bf5edf763e5c946492a50a755", state);
    state.mixHash(EPHEMERAL.publicKey().raw());
    assertHash("86790a969b7100866dfbf74fcfe5a175f8adff7f8c5139f74cd2f14a8fa5f11f", state);
    state.mixHash(HEX.parseHex(SERVER_EPHEMERAL));
    assertHash("9fd7bf2736e1e5b48b2759fd5806225ccb6822d557579d725459795cdd0885d3", state);
    state.mixKey(EPHEMERAL.privateKey(), key(SERVER_EPHEMERAL));
    assertChainingKey("a505e995a2068e7103a582be6f6ba9d6b447a80db4e679209b2f7cc6da633709", state);
    assertEquals(
        SERVER_KEY, PublicKey.of(state.decryptAndHash(HEX.parseHex(SERVER_STATIC), "static key")));
    assertHash("8f29e8901b6ffb3cb393795c023d6d219ceb447dbbbae075533010907cbfbc6c", state);
    state.mixKey(EPHEMERAL.privateKey(), SERVER_KEY);
    assertChainingKey("5092572187a71abe8044010b9c8419633272b45b2babf4ca316966edc3eb9bde", state);
    byte[] chain = state.decryptAndHash(HEX.parseHex(SERVER_PAYLOAD), "payload");
    assertHash("4a82b448599eb44f85bacedaff0a81820999a87be156b08989c2857b8651d4d2", state);
    new CertificateVerifier(ROOT, THEN).verify(chain, SERVER_KEY);
  }

  @Test
  void trustsTheServerFromItsHello() {
    List<PublicKey> trusted = new ArrayList<>();
    CertificateVerifier verifier = new CertificateVerifier(ROOT, THEN);
    NoiseInitiator initiator =
        new NoiseInitiator(
            EPHEMERAL, // any pair will do as the static one
            EPHEMERAL,
            (certificates, serverKey) -> {
              verifier.verify(certificates, serverKey);
              trusted.add(serverKey);
            });
    initiator.hello();
    initiator.finish(serverHello(), new byte[] {1});
    assertEquals(List.of(SERVER_KEY), trusted);
  }

  static byte[] serverHello() {
    return HandshakeMessage.newBuilder()
        .setServerHello(
            HandshakeMessage.ServerHello.newBuilder()
                .setEphemeral(ByteString.fromHex(SERVER_EPHEMERAL))
                .setStatic(ByteString.fromHex(SERVER_STATIC))
                .setPayload(ByteString.fromHex(SERVER_PAYLOAD)))
        .build()
        .toByteArray();
  }

  private static void assertHash(String hex, SymmetricState state) {
    assertEquals(hex, HEX.formatHex(state.hash()));
  }

  private static void assertChainingKey(String hex, SymmetricState state) {
    assertEquals(hex, HEX.formatHex(state.chainingKey()));
  }

  private static PublicKey key(String hex) {
    return PublicKey.of(HEX.parseHex(hex));
  }
}
