package chatwarp.adapters.persistence.seal;

import chatwarp.adapters.persistence.sql.Sql;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.port.StoreException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * The data keys of instances, unwrapped when needed. A key never changes, so the bounded cache is
 * always right. Any thread may call.
 */
public final class KeyRing {
  private static final long MAX_KEYS = 10_000;

  private final MasterKey master;
  private final Cache<InstanceId, AesKey> keys =
      Caffeine.newBuilder().maximumSize(MAX_KEYS).build();

  private KeyRing(MasterKey master) {
    this.master = master;
  }

  /**
   * Finds the master key and proves that it is this database's. An empty database takes whatever
   * key it is given; a key file is made for it when there is none.
   *
   * @throws SealException when the key is missing or another one
   */
  public static KeyRing open(Sql sql, MasterKeySource source, RandomGenerator random) {
    return sql.transact(handle -> {
      // Only one of several processes may begin a database.
      handle.execute("lock table master_key in access exclusive mode");
      Optional<byte[]> probe =
          handle
              .createQuery("select probe from master_key")
              .map((row, _) -> row.getBytes(1))
              .findOne();
      MasterKey master =
          probe.isPresent() ? checked(source, probe.get(), random) : begun(handle, source, random);
      return new KeyRing(master);
    });
  }

  private static MasterKey checked(MasterKeySource source, byte[] probe, RandomGenerator random) {
    byte[] bytes =
        switch (source) {
          case MasterKeySource.Given given -> given.key().reveal();
          case MasterKeySource.KeyFile file ->
              file.read()
                  .orElseThrow(() ->
                      new SealException(
                          "this database is sealed and its master key is missing: set"
                              + " CHATWARP_MASTER_KEY or put the key file back at "
                              + file.path()));
        };
    MasterKey master = new MasterKey(bytes, random);
    Arrays.fill(bytes, (byte) 0);
    try {
      master.check(probe);
      return master;
    } catch (StoreException.Unreadable e) {
      throw new SealException("this database was sealed with another master key", e);
    }
  }

  private static MasterKey begun(Handle handle, MasterKeySource source, RandomGenerator random) {
    byte[] bytes =
        switch (source) {
          case MasterKeySource.Given given -> given.key().reveal();
          case MasterKeySource.KeyFile file -> file.read().orElseGet(() -> made(file, random));
        };
    MasterKey master = new MasterKey(bytes, random);
    Arrays.fill(bytes, (byte) 0);
    handle.execute("insert into master_key (id, probe) values (1, ?)", master.probe());
    return master;
  }

  /** The file comes first: a key without a database does no harm, the reverse loses it. */
  private static byte[] made(MasterKeySource.KeyFile file, RandomGenerator random) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    file.write(key);
    return key;
  }

  public MasterKey master() {
    return master;
  }

  /**
   * An instance's data key, also of a deleted one.
   *
   * @throws StoreException.Rejected when there is no such instance
   */
  public AesKey of(Handle handle, InstanceId instance) {
    AesKey known = keys.getIfPresent(instance);
    return known != null ? known : of(instance, load(handle, instance));
  }

  /** An instance's data key, whose stored form is at hand. */
  public AesKey of(InstanceId instance, byte[] wrapped) {
    AesKey known = keys.getIfPresent(instance);
    if (known != null) {
      return known;
    }
    AesKey unwrapped = master.unwrap(instance, wrapped);
    keys.put(instance, unwrapped);
    return unwrapped;
  }

  private static byte[] load(Handle handle, InstanceId instance) {
    return handle
        .createQuery("select data_key from instance where id = :id")
        .bind("id", instance.value())
        .map((row, _) -> row.getBytes(1))
        .findOne()
        .orElseThrow(() ->
            new StoreException.Rejected(new IllegalStateException("there is no such instance")));
  }
}
