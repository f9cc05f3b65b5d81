package chatwarp.adapters.wa.noise;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.noise.UntrustedServerException.Fault;
import chatwarp.adapters.wa.proto.CertChain;
import chatwarp.adapters.wa.proto.CertChain.NoiseCertificate;
import com.google.protobuf.ByteString;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateVerifierTest {
  private static final RandomGenerator RANDOM = new Random(11);
  private static final KeyPair ROOT = Curve25519.generate(RANDOM);
  private static final KeyPair INTERMEDIATE = Curve25519.generate(RANDOM);
  private static final KeyPair SERVER = Curve25519.generate(RANDOM);
  private static final KeyPair STRANGER = Curve25519.generate(RANDOM);
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
  private static final Instant BEFORE = NOW.minusSeconds(10);
  private static final Instant AFTER = NOW.plusSeconds(10);

  private static final CertificateDetails GOOD_INTERMEDIATE =
      new CertificateDetails(1, 0, INTERMEDIATE.publicKey(), BEFORE, AFTER);
  private static final CertificateDetails GOOD_LEAF =
      new CertificateDetails(2, 1, SERVER.publicKey(), BEFORE, AFTER);
  private static final byte[] GOOD = chain(ROOT, GOOD_INTERMEDIATE, INTERMEDIATE, GOOD_LEAF);

  private final CertificateVerifier verifier =
      new CertificateVerifier(ROOT.publicKey(), InstantSource.fixed(NOW));

  @Test
  void acceptsAProperChain() {
    assertDoesNotThrow(() -> verifier.verify(GOOD, SERVER.publicKey()));
  }

  @Test
  void acceptsTheFirstAndTheLastSecond() {
    for (Instant moment : new Instant[] {BEFORE, AFTER}) {
      CertificateVerifier then =
          new CertificateVerifier(ROOT.publicKey(), InstantSource.fixed(moment));
      assertDoesNotThrow(() -> then.verify(GOOD, SERVER.publicKey()), moment.toString());
    }
  }

  @Test
  void writesAnIssuerOfZero() throws Exception {
    byte[] details = CertChain.parseFrom(GOOD).getIntermediate().getDetails().toByteArray();
    assertEquals("08011000", HexFormat.of().formatHex(details, 0, 4));
  }

  record Chain(String name, byte[] bytes, Fault fault) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Chain> untrusted() {
    return Stream.of(
        new Chain("no protobuf", new byte[] {1, 2, 3}, Fault.MALFORMED),
        new Chain("empty", new byte[0], Fault.MALFORMED),
        changed(
            "leaf without details",
            c -> c.setLeaf(c.getLeaf().toBuilder().clearDetails()),
            Fault.MALFORMED),
        changed(
            "details that are no protobuf",
            c ->
                c.setLeaf(
                    c.getLeaf().toBuilder().setDetails(ByteString.copyFrom(new byte[] {1, 2}))),
            Fault.MALFORMED),
        changed(
            "intermediate without signature",
            c -> c.setIntermediate(c.getIntermediate().toBuilder().clearSignature()),
            Fault.SIGNATURE_LENGTH),
        changed(
            "leaf signature of 63 bytes",
            c -> c.setLeaf(c.getLeaf().toBuilder().setSignature(zeros(63))),
            Fault.SIGNATURE_LENGTH),
        changed(
            "intermediate signature changed",
            c ->
                c.setIntermediate(
                    c.getIntermediate().toBuilder()
                        .setSignature(flip(c.getIntermediate().getSignature()))),
            Fault.INTERMEDIATE_SIGNATURE),
        new Chain(
            "wrong root",
            chain(STRANGER, GOOD_INTERMEDIATE, INTERMEDIATE, GOOD_LEAF),
            Fault.INTERMEDIATE_SIGNATURE),
        new Chain(
            "intermediate of another issuer",
            chain(
                ROOT,
                new CertificateDetails(1, 7, INTERMEDIATE.publicKey(), BEFORE, AFTER),
                INTERMEDIATE,
                GOOD_LEAF),
            Fault.INTERMEDIATE_ISSUER),
        new Chain("intermediate key of 31 bytes", shortIntermediateKey(), Fault.INTERMEDIATE_KEY),
        changed(
            "leaf signature changed",
            c -> c.setLeaf(c.getLeaf().toBuilder().setSignature(flip(c.getLeaf().getSignature()))),
            Fault.LEAF_SIGNATURE),
        new Chain(
            "leaf signed by a stranger",
            chain(ROOT, GOOD_INTERMEDIATE, STRANGER, GOOD_LEAF),
            Fault.LEAF_SIGNATURE),
        new Chain(
            "leaf of another issuer",
            chain(
                ROOT,
                GOOD_INTERMEDIATE,
                INTERMEDIATE,
                new CertificateDetails(2, 5, SERVER.publicKey(), BEFORE, AFTER)),
            Fault.LEAF_ISSUER),
        new Chain(
            "leaf for another key",
            chain(
                ROOT,
                GOOD_INTERMEDIATE,
                INTERMEDIATE,
                new CertificateDetails(2, 1, STRANGER.publicKey(), BEFORE, AFTER)),
            Fault.LEAF_KEY),
        new Chain(
            "leaf expired",
            chain(
                ROOT,
                GOOD_INTERMEDIATE,
                INTERMEDIATE,
                new CertificateDetails(2, 1, SERVER.publicKey(), BEFORE, NOW.minusSeconds(1))),
            Fault.EXPIRED),
        new Chain(
            "leaf not valid yet",
            chain(
                ROOT,
                GOOD_INTERMEDIATE,
                INTERMEDIATE,
                new CertificateDetails(2, 1, SERVER.publicKey(), NOW.plusSeconds(1), AFTER)),
            Fault.NOT_YET_VALID),
        new Chain(
            "intermediate expired",
            chain(
                ROOT,
                new CertificateDetails(1, 0, INTERMEDIATE.publicKey(), BEFORE, NOW.minusSeconds(1)),
                INTERMEDIATE,
                GOOD_LEAF),
            Fault.EXPIRED),
        new Chain(
            "intermediate not valid yet",
            chain(
                ROOT,
                new CertificateDetails(1, 0, INTERMEDIATE.publicKey(), NOW.plusSeconds(1), AFTER),
                INTERMEDIATE,
                GOOD_LEAF),
            Fault.NOT_YET_VALID));
  }

  @ParameterizedTest
  @MethodSource("untrusted")
  void refuses(Chain chain) {
    UntrustedServerException refusal =
        assertThrows(
            UntrustedServerException.class, () -> verifier.verify(chain.bytes, SERVER.publicKey()));
    assertEquals(chain.fault, refusal.fault());
  }

  @Test
  void refusesTheCapturedChainToday() {
    CertificateVerifier today =
        new CertificateVerifier(CapturedHandshakeTest.ROOT, InstantSource.fixed(NOW));
    NoiseInitiator initiator =
        new NoiseInitiator(
            SERVER,
            Curve25519.keyPair(
                chatwarp.adapters.wa.crypto.PrivateKey.of(
                    HexFormat.of()
                        .parseHex(
                            "b8de0b5ebad3e7879fa659c0d27baa6c3e3f32a10f7c4cb2613cb4182fe83047"))),
            today);
    initiator.hello();
    UntrustedServerException refusal =
        assertThrows(
            UntrustedServerException.class,
            () -> initiator.finish(CapturedHandshakeTest.serverHello(), new byte[] {1}));
    assertEquals(Fault.EXPIRED, refusal.fault());
  }

  @Test
  void refusesEveryPrefix() {
    for (int length = 0; length < GOOD.length; length++) {
      byte[] cut = Arrays.copyOf(GOOD, length);
      assertThrows(
          UntrustedServerException.class,
          () -> verifier.verify(cut, SERVER.publicKey()),
          "cut to " + length);
    }
  }

  private static byte[] chain(
      KeyPair root,
      CertificateDetails intermediate,
      KeyPair intermediateKey,
      CertificateDetails leaf) {
    return CertificateChains.issue(
        root.privateKey(), intermediate, intermediateKey.privateKey(), leaf, RANDOM);
  }

  private static Chain changed(String name, UnaryOperator<CertChain.Builder> change, Fault fault) {
    try {
      CertChain.Builder chain = CertChain.parseFrom(GOOD).toBuilder();
      return new Chain(name, change.apply(chain).build().toByteArray(), fault);
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] shortIntermediateKey() {
    PublicKey key = INTERMEDIATE.publicKey();
    byte[] details =
        NoiseCertificate.Details.newBuilder()
            .setSerial(1)
            .setIssuerSerial(0)
            .setKey(ByteString.copyFrom(key.raw(), 0, 31))
            .setNotBefore(BEFORE.getEpochSecond())
            .setNotAfter(AFTER.getEpochSecond())
            .build()
            .toByteArray();
    byte[] signature = XEdDsa.sign(ROOT.privateKey(), details, RANDOM);
    return changed(
            "",
            c ->
                c.setIntermediate(
                    NoiseCertificate.newBuilder()
                        .setDetails(ByteString.copyFrom(details))
                        .setSignature(ByteString.copyFrom(signature))),
            Fault.INTERMEDIATE_KEY)
        .bytes;
  }

  private static ByteString zeros(int length) {
    return ByteString.copyFrom(new byte[length]);
  }

  private static ByteString flip(ByteString bytes) {
    byte[] changed = bytes.toByteArray();
    changed[5] ^= 1;
    return ByteString.copyFrom(changed);
  }
}
