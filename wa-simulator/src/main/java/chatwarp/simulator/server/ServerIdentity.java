package chatwarp.simulator.server;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.proto.CertChain;
import chatwarp.adapters.wa.proto.CertChain.NoiseCertificate;
import chatwarp.simulator.account.Seed;
import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Who the server is: a Noise static key and a chain from a test root to it (01 §6). The root
 * follows from the seed, so a client's configuration survives a restart of the simulator.
 */
public final class ServerIdentity {
  private static final int INTERMEDIATE_SERIAL = 1;
  private static final int LEAF_SERIAL = 2;
  private static final Duration BACKDATED = Duration.ofDays(1);
  private static final Duration VALID = Duration.ofDays(3650);

  private final PublicKey root;
  private final KeyPair staticKey;
  private final byte[] chain;

  private ServerIdentity(PublicKey root, KeyPair staticKey, byte[] chain) {
    this.root = root;
    this.staticKey = staticKey;
    this.chain = chain;
  }

  /** The identity of a seed, with certificates valid from a day before {@code now}. */
  public static ServerIdentity of(Seed seed, Instant now, RandomGenerator random) {
    KeyPair root = pair(seed, "noise root");
    KeyPair intermediate = pair(seed, "noise intermediate");
    KeyPair leaf = pair(seed, "noise leaf");
    CertChain chain =
        CertChain.newBuilder()
            .setIntermediate(
                certificate(INTERMEDIATE_SERIAL, 0, intermediate.publicKey(), now, root, random))
            .setLeaf(
                certificate(
                    LEAF_SERIAL, INTERMEDIATE_SERIAL, leaf.publicKey(), now, intermediate, random))
            .build();
    return new ServerIdentity(root.publicKey(), leaf, chain.toByteArray());
  }

  private static KeyPair pair(Seed seed, String label) {
    return Curve25519.keyPair(PrivateKey.of(seed.bytes(label, PrivateKey.LENGTH)));
  }

  private static NoiseCertificate certificate(
      int serial, int issuer, PublicKey key, Instant now, KeyPair signer, RandomGenerator random) {
    byte[] details =
        NoiseCertificate.Details.newBuilder()
            .setSerial(serial)
            .setIssuerSerial(issuer) // written even when it is 0: Baileys compares with ===
            .setKey(ByteString.copyFrom(key.raw()))
            .setNotBefore(now.minus(BACKDATED).getEpochSecond())
            .setNotAfter(now.plus(VALID).getEpochSecond())
            .build()
            .toByteArray();
    return NoiseCertificate.newBuilder()
        .setDetails(ByteString.copyFrom(details))
        .setSignature(ByteString.copyFrom(XEdDsa.sign(signer.privateKey(), details, random)))
        .build();
  }

  /** What clients have to trust. */
  public PublicKey root() {
    return root;
  }

  KeyPair staticKey() {
    return staticKey;
  }

  byte[] chain() {
    return chain;
  }
}
