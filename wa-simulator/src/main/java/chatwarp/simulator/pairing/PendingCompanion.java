package chatwarp.simulator.pairing;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.simulator.account.Account;
import java.util.Optional;

/** A connection that asked to be registered and shows its QR or its code. Safe from any thread. */
public interface PendingCompanion {

  /** Static key of its Noise handshake; the first key in its QR. */
  PublicKey noiseKey();

  /** Its Signal identity, from the registration payload; the second key in its QR. */
  PublicKey identity();

  /** The name in its registration payload; chooses the account (09 §1). */
  Optional<String> pushName();

  /** What it sent when it asked for a code; empty when it has not. */
  Optional<CodeHello> codeHello();

  /**
   * Sends {@code pair-success} under a reserved device id (its key index too); when the companion's
   * answer is confirmed the device is linked and the connection restarted.
   */
  void link(Account account, int device, Vouching vouching);

  /** Sends the phone's half of a code pairing; the companion's finish goes to {@code then}. */
  void primaryHello(byte[] wrappedEphemeral, PublicKey identity, CodeFinish then);
}
