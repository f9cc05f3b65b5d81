package chatwarp.adapters.wa.noise;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.noise.UntrustedServerException.Fault;
import chatwarp.adapters.wa.proto.CertChain;
import chatwarp.adapters.wa.proto.CertChain.NoiseCertificate;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.InstantSource;

/**
 * Follows a server's certificate chain to the root key, with all seven checks of 01 §6. Immutable;
 * any thread may call.
 */
public final class CertificateVerifier implements ServerTrust {
  static final int ROOT_SERIAL = 0;

  private final PublicKey root;
  private final InstantSource clock;

  public CertificateVerifier(PublicKey root, InstantSource clock) {
    this.root = root;
    this.clock = clock;
  }

  @Override
  public void verify(byte[] certificates, PublicKey serverKey) {
    CertChain chain;
    NoiseCertificate.Details intermediate;
    NoiseCertificate.Details leaf;
    try {
      chain = CertChain.parseFrom(certificates);
      intermediate = details(chain.getIntermediate());
      leaf = details(chain.getLeaf());
    } catch (InvalidProtocolBufferException e) {
      throw new UntrustedServerException(Fault.MALFORMED, "the chain is no protobuf message", e);
    }
    verifySignature(root, chain.getIntermediate(), Fault.INTERMEDIATE_SIGNATURE);
    check(
        intermediate.getIssuerSerial() == ROOT_SERIAL,
        Fault.INTERMEDIATE_ISSUER,
        "the intermediate certificate is not issued by the root");
    check(
        intermediate.getKey().size() == PublicKey.RAW_LENGTH,
        Fault.INTERMEDIATE_KEY,
        "the intermediate key is not 32 bytes");
    PublicKey intermediateKey = PublicKey.of(intermediate.getKey().toByteArray());
    verifySignature(intermediateKey, chain.getLeaf(), Fault.LEAF_SIGNATURE);
    check(
        leaf.getIssuerSerial() == intermediate.getSerial(),
        Fault.LEAF_ISSUER,
        "the leaf is not issued by the intermediate certificate");
    check(
        leaf.getKey().size() == PublicKey.RAW_LENGTH
            && PublicKey.of(leaf.getKey().toByteArray()).equals(serverKey),
        Fault.LEAF_KEY,
        "the leaf is for another key than the server's");
    verifyDates(intermediate);
    verifyDates(leaf);
  }

  private static NoiseCertificate.Details details(NoiseCertificate certificate)
      throws InvalidProtocolBufferException {
    check(certificate.hasDetails(), Fault.MALFORMED, "a certificate has no details");
    check(
        certificate.getSignature().size() == XEdDsa.SIGNATURE_LENGTH,
        Fault.SIGNATURE_LENGTH,
        "a signature is not 64 bytes");
    return NoiseCertificate.Details.parseFrom(certificate.getDetails());
  }

  /** Over the bytes as received: encoding them again could change them. */
  private static void verifySignature(PublicKey issuer, NoiseCertificate signed, Fault fault) {
    ByteString signature = signed.getSignature();
    check(
        XEdDsa.verify(issuer, signed.getDetails().toByteArray(), signature.toByteArray()),
        fault,
        "a signature is not its issuer's");
  }

  /** Dates are unsigned seconds. */
  private void verifyDates(NoiseCertificate.Details certificate) {
    long now = clock.instant().getEpochSecond();
    check(
        Long.compareUnsigned(certificate.getNotBefore(), now) <= 0,
        Fault.NOT_YET_VALID,
        "a certificate is not valid yet");
    check(
        Long.compareUnsigned(now, certificate.getNotAfter()) <= 0,
        Fault.EXPIRED,
        "a certificate has expired");
  }

  private static void check(boolean passed, Fault fault, String message) {
    if (!passed) {
      throw new UntrustedServerException(fault, message);
    }
  }
}
