package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import chatwarp.adapters.wa.device.OwnKeys;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.signal.SenderKeyCipher;
import chatwarp.adapters.wa.signal.SessionCipher;
import chatwarp.adapters.wa.signal.TrustPolicy;
import chatwarp.domain.model.IdentityState;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The Signal engine of one instance, made when first needed and again when the device is linked
 * anew. Used only within steps, hence by one thread at a time.
 */
public final class Ciphers {
  private final RandomGenerator random;
  private final SenderKeyCipher groupCipher;
  private @Nullable SessionCipher cipher;
  private @Nullable IdentityState madeFor;

  /** Nothing made yet; the generator must be a secure one. */
  public Ciphers(RandomGenerator random) {
    this.random = random;
    this.groupCipher = new SenderKeyCipher(random, new SymmetricCrypto());
  }

  /** The engine of chats with many; needs no identity. */
  SenderKeyCipher group() {
    return groupCipher;
  }

  SessionCipher of(Step step) {
    IdentityState identity = step.auth().identity();
    SessionCipher ready = cipher;
    IdentityState before = madeFor;
    if (ready == null
        || before == null
        || !before.identityKey().equals(identity.identityKey())
        || before.registrationId() != identity.registrationId()) {
      ready =
          new SessionCipher(
              OwnKeys.local(identity), random, new SymmetricCrypto(), TrustPolicy.ACCEPT_CHANGES);
      cipher = ready;
      madeFor = identity;
    }
    return ready;
  }
}
