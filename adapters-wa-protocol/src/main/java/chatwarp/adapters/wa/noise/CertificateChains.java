package chatwarp.adapters.wa.noise;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.proto.CertChain;
import chatwarp.adapters.wa.proto.CertChain.NoiseCertificate;
import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Issues the chains that a server shows in its handshake. */
public final class CertificateChains {
  private static final int ROOT_SERIAL = CertificateVerifier.ROOT_SERIAL;
  private static final int INTERMEDIATE_SERIAL = 1;
  private static final int LEAF_SERIAL = 2;

  private CertificateChains() {}

  /** A chain for a server's static key, under a new intermediate key. */
  public static byte[] issue(
      PrivateKey root,
      PublicKey serverKey,
      Instant notBefore,
      Instant notAfter,
      RandomGenerator random) {
    KeyPair intermediate = Curve25519.generate(random);
    return issue(
        root,
        new CertificateDetails(
            INTERMEDIATE_SERIAL, ROOT_SERIAL, intermediate.publicKey(), notBefore, notAfter),
        intermediate.privateKey(),
        new CertificateDetails(LEAF_SERIAL, INTERMEDIATE_SERIAL, serverKey, notBefore, notAfter),
        random);
  }

  /** A chain that says exactly this, right or wrong. */
  public static byte[] issue(
      PrivateKey root,
      CertificateDetails intermediate,
      PrivateKey intermediateKey,
      CertificateDetails leaf,
      RandomGenerator random) {
    return CertChain.newBuilder()
        .setIntermediate(sign(intermediate, root, random))
        .setLeaf(sign(leaf, intermediateKey, random))
        .build()
        .toByteArray();
  }

  private static NoiseCertificate sign(
      CertificateDetails details, PrivateKey issuer, RandomGenerator random) {
    ByteString bytes = details.toBytes();
    byte[] signature = XEdDsa.sign(issuer, bytes.toByteArray(), random);
    return NoiseCertificate.newBuilder()
        .setDetails(bytes)
        .setSignature(ByteString.copyFrom(signature))
        .build();
  }
}
