package chatwarp.adapters.wa.noise;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.proto.CertChain.NoiseCertificate;
import com.google.protobuf.ByteString;
import java.time.Instant;

/** What a certificate says (01 §6). */
public record CertificateDetails(
    int serial, int issuerSerial, PublicKey key, Instant notBefore, Instant notAfter) {

  /** The bytes that are signed; an issuer of 0 is written, because Baileys insists on it. */
  ByteString toBytes() {
    return NoiseCertificate.Details.newBuilder()
        .setSerial(serial)
        .setIssuerSerial(issuerSerial)
        .setKey(ByteString.copyFrom(key.raw()))
        .setNotBefore(notBefore.getEpochSecond())
        .setNotAfter(notAfter.getEpochSecond())
        .build()
        .toByteString();
  }
}
