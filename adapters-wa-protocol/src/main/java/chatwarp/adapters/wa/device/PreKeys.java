package chatwarp.adapters.wa.device;

import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.signal.PreKey;
import chatwarp.adapters.wa.signal.PreKeySource;
import chatwarp.adapters.wa.signal.SignedPreKey;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.port.StateSpace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Our one-time prekeys, within a step. Read one by one when a message names them, never all at
 * once.
 *
 * <p>A batch that was handed to the server but not confirmed is remembered, so that the same keys
 * are offered again instead of new ones (03 §8).
 */
public final class PreKeys {
  private static final StateKind<KeyPair> KIND =
      new StateKind<>() {
        @Override
        public StateSpace space() {
          return StateSpace.PREKEY;
        }

        @Override
        public byte[] encode(KeyPair keys) {
          byte[] stored = new byte[PrivateKey.LENGTH + PublicKey.RAW_LENGTH];
          keys.privateKey().writeRaw(stored, 0);
          keys.publicKey().writeRaw(stored, PrivateKey.LENGTH);
          return stored;
        }

        @Override
        public KeyPair decode(byte[] stored) {
          return new KeyPair(
              PublicKey.of(stored, PrivateKey.LENGTH), PrivateKey.of(stored, 0, PrivateKey.LENGTH));
        }
      };

  /** Ids of a batch that the server has not confirmed. */
  private static final StateKind<List<Integer>> UNCONFIRMED =
      new StateKind<>() {
        @Override
        public StateSpace space() {
          return StateSpace.PREKEY;
        }

        @Override
        public byte[] encode(List<Integer> ids) {
          ByteBuffer stored = ByteBuffer.allocate(4 * ids.size());
          ids.forEach(stored::putInt);
          return stored.array();
        }

        @Override
        public List<Integer> decode(byte[] stored) {
          List<Integer> ids = new ArrayList<>(stored.length / 4);
          ByteBuffer buffer = ByteBuffer.wrap(stored);
          while (buffer.remaining() >= 4) {
            ids.add(buffer.getInt());
          }
          return List.copyOf(ids);
        }
      };

  private static final String UNCONFIRMED_ID = "unconfirmed";

  private PreKeys() {}

  /** Where a message's prekeys are found. */
  public static PreKeySource source(Step step) {
    return new PreKeySource() {
      @Override
      public Optional<PreKey> preKey(int id) {
        return PreKeys.read(step, id);
      }

      @Override
      public Optional<SignedPreKey> signedPreKey(int id) {
        SignedPreKey current = OwnKeys.signedPreKey(step.auth().identity());
        return current.id() == id ? Optional.of(current) : Optional.empty();
      }
    };
  }

  /** The key of this id, when it is there. */
  public static Optional<PreKey> read(Step step, int id) {
    return id < 1 || id > PreKey.LARGEST_ID
        ? Optional.empty()
        : step.read(KIND, text(id)).map(keys -> new PreKey(id, keys));
  }

  /** Forgets a key that was used. */
  public static void delete(Step step, int id) {
    step.delete(KIND, text(id));
  }

  /** Fetches these keys in one go. */
  static void want(Step step, List<Integer> ids) {
    step.want(ids.stream().map(id -> KIND.key(text(id))).toList());
  }

  /** Makes new keys under the next ids and keeps them. */
  public static List<PreKey> generate(Step step, int count, RandomGenerator random) {
    AuthState auth = step.auth();
    int id = auth.metadata().nextPreKeyId();
    List<PreKey> keys = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      PreKey key = PreKey.generate(id, random);
      step.put(KIND, text(id), key.keys());
      keys.add(key);
      id = PreKey.idAfter(id);
    }
    step.auth(auth.with(auth.metadata().withNextPreKeyId(id)));
    return keys;
  }

  /** The keys of an unconfirmed batch that are still there. */
  static List<PreKey> unconfirmed(Step step) {
    List<Integer> ids = step.read(UNCONFIRMED, UNCONFIRMED_ID).orElse(List.of());
    want(step, ids);
    return ids.stream().flatMap(id -> read(step, id).stream()).toList();
  }

  /** Remembers that these are about to be offered. */
  static void offered(Step step, List<PreKey> keys) {
    step.put(UNCONFIRMED, UNCONFIRMED_ID, keys.stream().map(PreKey::id).toList());
  }

  /** The server has them. */
  static void confirmed(Step step) {
    step.delete(UNCONFIRMED, UNCONFIRMED_ID);
  }

  /** The {@code key} element of a prekey. */
  public static Node node(PreKey key) {
    return Node.of(
        "key", Node.of("id", id(key.id())), Node.of("value", key.keys().publicKey().raw()));
  }

  /** The element of the signed prekey. */
  public static Node node(SignedPreKey key) {
    return Node.of(
        "skey",
        Node.of("id", id(key.id())),
        Node.of("value", key.keys().publicKey().raw()),
        Node.of("signature", key.signature()));
  }

  private static byte[] id(int id) {
    return new byte[] {(byte) (id >> 16), (byte) (id >> 8), (byte) id};
  }

  /** So that ids sort as numbers do. */
  private static String text(int id) {
    String digits = Integer.toString(id);
    return "0".repeat(8 - digits.length()) + digits;
  }
}
