package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.XEdDsa;
import chatwarp.adapters.wa.signal.PreKey;
import chatwarp.adapters.wa.signal.PreKeySource;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.OneTimePreKey;
import chatwarp.simulator.account.Seed;
import chatwarp.simulator.account.SignedPreKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The prekeys of one phone, each derived from the seed when it is needed, so that a phone that
 * nobody writes to holds none. Belongs to the phone's executor.
 */
final class PhonePreKeys implements PreKeySource {
  /** The id of the one signed prekey. */
  private static final int SIGNED_ID = 1;

  private final Seed seed;
  private final String owner;
  private final KeyPair identity;
  private final RandomGenerator random;
  private final BitSet used = new BitSet();
  private int nextId = 1;
  private chatwarp.adapters.wa.signal.@Nullable SignedPreKey signed;

  /** Those of an account's phone. */
  PhonePreKeys(Seed seed, Account account, RandomGenerator random) {
    this(seed, account.phone().user(), account.identity(), random);
  }

  /**
   * Those of any device.
   *
   * @param owner names the device in the seed
   * @param identity signs the signed prekey
   */
  PhonePreKeys(Seed seed, String owner, KeyPair identity, RandomGenerator random) {
    this.seed = seed;
    this.owner = owner;
    this.identity = identity;
    this.random = random;
  }

  /** The signed prekey as it is given to others. */
  SignedPreKey signedPublic() {
    return new SignedPreKey(SIGNED_ID, signed().keys().publicKey(), signed().signature());
  }

  private chatwarp.adapters.wa.signal.SignedPreKey signed() {
    chatwarp.adapters.wa.signal.SignedPreKey made = signed;
    if (made == null) {
      KeyPair pair = derived("signed prekey");
      byte[] signature = XEdDsa.sign(identity.privateKey(), pair.publicKey().serialized(), random);
      made = new chatwarp.adapters.wa.signal.SignedPreKey(SIGNED_ID, pair, signature);
      signed = made;
    }
    return made;
  }

  /** New one-time prekeys to be given to others. */
  List<OneTimePreKey> next(int count) {
    List<OneTimePreKey> keys = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int id = nextId++;
      keys.add(new OneTimePreKey(id, oneTime(id).publicKey()));
    }
    return keys;
  }

  @Override
  public Optional<PreKey> preKey(int id) {
    boolean usable = id > 0 && id < nextId && !used.get(id);
    return usable ? Optional.of(new PreKey(id, oneTime(id))) : Optional.empty();
  }

  @Override
  public Optional<chatwarp.adapters.wa.signal.SignedPreKey> signedPreKey(int id) {
    return id == SIGNED_ID ? Optional.of(signed()) : Optional.empty();
  }

  private KeyPair oneTime(int id) {
    return derived("prekey " + id);
  }

  /** Never to be used again (04 §1). */
  void use(int id) {
    used.set(id);
  }

  private KeyPair derived(String label) {
    byte[] bytes = seed.bytes(label + " " + owner, PrivateKey.LENGTH);
    return Curve25519.keyPair(PrivateKey.of(bytes));
  }
}
