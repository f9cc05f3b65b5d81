package chatwarp.adapters.wa.device;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.signal.SignedPreKey;
import chatwarp.domain.contract.InMemoryStores;
import chatwarp.domain.contract.RecordingHost;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.IdentityState;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InstanceToken;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.Profile;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.SessionMetadata;
import chatwarp.domain.model.StoredKeyPair;
import chatwarp.domain.model.StoredSignedPreKey;
import chatwarp.domain.model.UserJid;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A staged state over stores in memory whose commits a test may hold. */
public final class TestState {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  public final InMemoryStores stores = new InMemoryStores(InstantSource.fixed(NOW));
  public final InstanceId instance = new InstanceId(new UUID(3, 4));
  public final RecordingHost host;
  public final StagedState state;
  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

  public TestState() {
    this(Optional.empty());
  }

  /**
   * @param auth what the device has to log in
   */
  public TestState(Optional<AuthState> auth) {
    stores
        .instances()
        .create(
            new Instance(
                instance,
                InstanceConfig.named(new InstanceName("test")),
                new InstanceToken("token"),
                Optional.empty(),
                Profile.UNKNOWN,
                Optional.empty(),
                false,
                NOW,
                NOW),
            List.of());
    Lease lease = stores.instances().acquire(instance, new NodeId("node")).orElseThrow();
    host = new RecordingHost(stores.ports(), lease);
    state = state(auth);
  }

  /** Another state over the same store, as after a restart. */
  public StagedState state(Optional<AuthState> auth) {
    return new StagedState(
        instance,
        auth,
        stores.state(),
        new StateCache(1 << 20),
        host,
        Thread::startVirtualThread,
        failures::add,
        failure -> {
          throw new AssertionError(failure);
        });
  }

  /** The next failure to keep a step. */
  public Throwable failure() throws InterruptedException {
    Throwable failure = failures.poll(10, TimeUnit.SECONDS);
    if (failure == null) {
      throw new AssertionError("nothing failed");
    }
    return failure;
  }

  /** Keys of device 1 of 5511999990001, linked; the same each time. */
  public static AuthState linked() {
    Random random = new Random(1);
    KeyPair identity = Curve25519.generate(random);
    SignedPreKey signedPreKey = SignedPreKey.generate(1, identity, random);
    return new AuthState(
        new IdentityState(
            stored(Curve25519.generate(random)),
            stored(identity),
            new StoredSignedPreKey(
                1, stored(signedPreKey.keys()), Secret.copyOf(signedPreKey.signature())),
            77,
            Secret.copyOf(new byte[32]),
            Optional.of(Secret.copyOf(new byte[] {1}))),
        new SessionMetadata(
            Optional.of(UserJid.phone("5511999990001").device(1)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1,
            Network.WHATSAPP));
  }

  private static StoredKeyPair stored(KeyPair pair) {
    return new StoredKeyPair(
        Secret.copyOf(pair.publicKey().raw()), Secret.copyOf(pair.privateKey().raw()));
  }
}
