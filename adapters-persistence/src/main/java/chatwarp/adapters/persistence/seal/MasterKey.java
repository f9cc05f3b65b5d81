package chatwarp.adapters.persistence.seal;

import chatwarp.domain.model.InstanceId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Wraps data keys and digests tokens. Any thread may call. */
public final class MasterKey {
  private static final byte[] TOKEN_LABEL =
      "chatwarp token lookup".getBytes(StandardCharsets.UTF_8);
  private static final Cell PROBE = Cell.of(new InstanceId(new UUID(0, 0)), "master_key.probe");
  private static final byte[] PROBE_VALUE = "chatwarp".getBytes(StandardCharsets.UTF_8);

  private final CipherPool ciphers = new CipherPool();
  private final RandomGenerator random;
  private final AesKey key;
  private final ReentrantLock tokenLock = new ReentrantLock();
  private final Mac tokenMac;

  /**
   * @param bytes 32, from the configuration or the key file
   */
  public MasterKey(byte[] bytes, RandomGenerator random) {
    this.random = random;
    key = new AesKey(bytes, ciphers, random);
    try {
      Mac derive = Mac.getInstance("HmacSHA256");
      derive.init(new SecretKeySpec(bytes, "HmacSHA256"));
      tokenMac = Mac.getInstance("HmacSHA256");
      tokenMac.init(new SecretKeySpec(derive.doFinal(TOKEN_LABEL), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime cannot do HMAC-SHA256", e);
    }
  }

  /** A new data key. */
  public AesKey newDataKey() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return new AesKey(bytes, ciphers, random);
  }

  /** A data key as it is stored. */
  public byte[] wrap(InstanceId instance, AesKey dataKey) {
    return key.seal(dataKeyCell(instance), dataKey.reveal());
  }

  /**
   * A stored data key.
   *
   * @throws chatwarp.domain.port.StoreException.Unreadable when it was wrapped by another key
   */
  public AesKey unwrap(InstanceId instance, byte[] wrapped) {
    return new AesKey(key.open(dataKeyCell(instance), wrapped), ciphers, random);
  }

  private static Cell dataKeyCell(InstanceId instance) {
    return Cell.of(instance, "instance.data_key");
  }

  /** What finds a token without storing it: 32 bytes. */
  public byte[] tokenDigest(String token) {
    tokenLock.lock();
    try {
      return tokenMac.doFinal(token.getBytes(StandardCharsets.UTF_8));
    } finally {
      tokenLock.unlock();
    }
  }

  byte[] probe() {
    return key.seal(PROBE, PROBE_VALUE);
  }

  /** Throws when the probe was made with another key. */
  void check(byte[] probe) {
    byte[] opened = key.open(PROBE, probe);
    assert opened.length == PROBE_VALUE.length;
  }

  @Override
  public String toString() {
    return "MasterKey[redacted]";
  }
}
