package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.XEdDsa;
import java.util.Optional;

/** What the server hands out to begin a session with a device. */
public final class PreKeyBundle {

  /** A one-time prekey of theirs. */
  public record OneTime(int id, PublicKey key) {}

  private final int registrationId;
  private final PublicKey identity;
  private final int signedPreKeyId;
  private final PublicKey signedPreKey;
  private final byte[] signature;
  private final Optional<OneTime> oneTime;

  /**
   * A bundle as it was read; nothing is verified yet.
   *
   * @param signature over the serialized signed prekey, by the identity
   * @param oneTime absent when the device has run out of them
   */
  public PreKeyBundle(
      int registrationId,
      PublicKey identity,
      int signedPreKeyId,
      PublicKey signedPreKey,
      byte[] signature,
      Optional<OneTime> oneTime) {
    this.registrationId = registrationId;
    this.identity = identity;
    this.signedPreKeyId = signedPreKeyId;
    this.signedPreKey = signedPreKey;
    this.signature = signature.clone();
    this.oneTime = oneTime;
  }

  /** Opaque 32 bits that change when the device registers anew. */
  public int registrationId() {
    return registrationId;
  }

  /** Their identity. */
  public PublicKey identity() {
    return identity;
  }

  /** The id to name the signed prekey by. */
  public int signedPreKeyId() {
    return signedPreKeyId;
  }

  /** Their signed prekey. */
  public PublicKey signedPreKey() {
    return signedPreKey;
  }

  /** A copy of the signature. */
  public byte[] signature() {
    return signature.clone();
  }

  /** Their one-time prekey, when one was left. */
  public Optional<OneTime> oneTime() {
    return oneTime;
  }

  /** Whether the identity really signed the signed prekey. */
  boolean genuine() {
    return XEdDsa.verify(identity, signedPreKey.serialized(), signature);
  }

  @Override
  public String toString() {
    return "PreKeyBundle[" + (oneTime.isPresent() ? "with" : "without") + " one-time prekey]";
  }
}
