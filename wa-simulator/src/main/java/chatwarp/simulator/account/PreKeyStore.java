package chatwarp.simulator.account;

import chatwarp.adapters.wa.crypto.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The public keys that one device left with the server. Each one-time key is handed out once, in
 * the order of upload. Safe from any thread.
 */
public final class PreKeyStore {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Integer, OneTimePreKey> unused = new LinkedHashMap<>();
  private int registrationId;
  private PublicKey identity;
  private @Nullable SignedPreKey signed;

  PreKeyStore(int registrationId, PublicKey identity) {
    this.registrationId = registrationId;
    this.identity = identity;
  }

  /** Replaces identity and signed prekey and adds one-time keys; a known id is kept as it was. */
  public void upload(
      int registration, PublicKey key, SignedPreKey signedPreKey, List<OneTimePreKey> oneTime) {
    lock.lock();
    try {
      registrationId = registration;
      identity = key;
      signed = signedPreKey;
      for (OneTimePreKey preKey : oneTime) {
        unused.putIfAbsent(preKey.id(), preKey);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Replaces the signed prekey only. */
  public void rotate(SignedPreKey signedPreKey) {
    lock.lock();
    try {
      signed = signedPreKey;
    } finally {
      lock.unlock();
    }
  }

  /** Hands out a bundle and with it the oldest one-time key; empty before the first upload. */
  public Optional<Bundle> take() {
    lock.lock();
    try {
      SignedPreKey current = signed;
      if (current == null) {
        return Optional.empty();
      }
      Optional<OneTimePreKey> oneTime = unused.values().stream().findFirst();
      oneTime.ifPresent(key -> unused.remove(key.id()));
      return Optional.of(new Bundle(registrationId, identity, current, oneTime));
    } finally {
      lock.unlock();
    }
  }

  /** The bundle without using up a one-time key; empty before the first upload. */
  public Optional<Bundle> peek() {
    lock.lock();
    try {
      SignedPreKey current = signed;
      return current == null
          ? Optional.empty()
          : Optional.of(new Bundle(registrationId, identity, current, Optional.empty()));
    } finally {
      lock.unlock();
    }
  }

  /** The one-time keys not handed out yet, oldest first. */
  public List<OneTimePreKey> unused() {
    lock.lock();
    try {
      return List.copyOf(unused.values());
    } finally {
      lock.unlock();
    }
  }

  /** How many one-time keys are left. */
  public int count() {
    lock.lock();
    try {
      return unused.size();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets the one-time keys, as if all had been handed out. */
  public void exhaust() {
    lock.lock();
    try {
      unused.clear();
    } finally {
      lock.unlock();
    }
  }
}
