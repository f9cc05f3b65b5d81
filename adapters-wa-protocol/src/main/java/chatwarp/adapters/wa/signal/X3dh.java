package chatwarp.adapters.wa.signal;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.PublicKey;
import java.util.Arrays;
import java.util.Optional;

/** The first agreement of two devices (protocol/04 §2). Both sides come to the same secret. */
final class X3dh {
  private static final int DH_LENGTH = 32;

  private X3dh() {}

  /** The initiator's computation. */
  static RootStep initiator(
      KeySchedule schedule,
      PrivateKey identity,
      PrivateKey base,
      PublicKey theirIdentity,
      PublicKey theirSignedPreKey,
      Optional<PublicKey> theirOneTimePreKey) {
    byte[] master = master(theirOneTimePreKey.isPresent());
    put(master, 1, Curve25519.agree(identity, theirSignedPreKey));
    put(master, 2, Curve25519.agree(base, theirIdentity));
    put(master, 3, Curve25519.agree(base, theirSignedPreKey));
    theirOneTimePreKey.ifPresent(key -> put(master, 4, Curve25519.agree(base, key)));
    return finish(schedule, master);
  }

  /** The responder's computation. */
  static RootStep responder(
      KeySchedule schedule,
      PrivateKey identity,
      PrivateKey signedPreKey,
      Optional<PrivateKey> oneTimePreKey,
      PublicKey theirIdentity,
      PublicKey theirBase) {
    byte[] master = master(oneTimePreKey.isPresent());
    put(master, 1, Curve25519.agree(signedPreKey, theirIdentity));
    put(master, 2, Curve25519.agree(identity, theirBase));
    put(master, 3, Curve25519.agree(signedPreKey, theirBase));
    oneTimePreKey.ifPresent(key -> put(master, 4, Curve25519.agree(key, theirBase)));
    return finish(schedule, master);
  }

  private static byte[] master(boolean withOneTimePreKey) {
    byte[] master = new byte[(withOneTimePreKey ? 5 : 4) * DH_LENGTH];
    Arrays.fill(master, 0, DH_LENGTH, (byte) 0xff);
    return master;
  }

  private static void put(byte[] master, int place, byte[] agreement) {
    System.arraycopy(agreement, 0, master, place * DH_LENGTH, DH_LENGTH);
  }

  private static RootStep finish(KeySchedule schedule, byte[] master) {
    RootStep step = schedule.fromMaster(master);
    Arrays.fill(master, (byte) 0);
    return step;
  }
}
