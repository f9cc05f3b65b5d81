package chatwarp.simulator.account;

import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.domain.model.UserJid;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * One person: phone number, LID, the primary identity, and devices. Safe from any thread; the lock
 * guards the device list and names only.
 */
public final class Account {
  private static final int MAX_DEVICE = 255;

  private final UserJid phone;
  private final UserJid lid;
  private final AccountKeys keys;
  private final AccountTraits traits;
  private final KeyIndexSigning signing;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Integer, Device> devices = new TreeMap<>();
  private String pushName;
  private int lastDevice;
  private volatile boolean restricted;
  private volatile Optional<StatusViewers> statusViewers = Optional.empty();
  private KeyIndexList keyIndexes;

  Account(
      UserJid phone,
      UserJid lid,
      String pushName,
      AccountKeys keys,
      AccountTraits traits,
      InstantSource clock,
      RandomGenerator random) {
    this.phone = phone;
    this.lid = lid;
    this.pushName = pushName;
    this.keys = keys;
    this.traits = traits;
    restricted = traits.restricted();
    signing = new KeyIndexSigning(keys, clock, random);
    devices.put(
        0,
        new Device(
            this,
            0,
            Optional.empty(),
            new PreKeyStore(keys.registrationId(), keys.identity().publicKey())));
    keyIndexes = signing.sign(0, List.of());
  }

  /** The bare phone number address. */
  public UserJid phone() {
    return phone;
  }

  /** The bare LID address of the same person. */
  public UserJid lid() {
    return lid;
  }

  /** This person addressed in the manner of another address: by LID or by number. */
  public UserJid like(UserJid other) {
    return other.isLid() ? lid : phone;
  }

  /** The primary identity; signs for companions. */
  public KeyPair identity() {
    return keys.identity();
  }

  public int registrationId() {
    return keys.registrationId();
  }

  /** The number that ADV details of this account carry. */
  public int rawId() {
    return keys.rawId();
  }

  public AccountTraits traits() {
    return traits;
  }

  /** Whether it refuses strangers: those that it has issued no privacy token to (09 §12). */
  public boolean restricted() {
    return restricted;
  }

  /** Begins or ends to refuse strangers. */
  public void restrict(boolean now) {
    restricted = now;
  }

  /** Who may see its status posts; none when its owner never chose. */
  public Optional<StatusViewers> statusViewers() {
    return statusViewers;
  }

  /** Chooses who may see its status posts. */
  public void showStatusTo(StatusViewers viewers) {
    statusViewers = Optional.of(viewers);
  }

  /** The name others see; may be empty. */
  public String pushName() {
    lock.lock();
    try {
      return pushName;
    } finally {
      lock.unlock();
    }
  }

  public void rename(String name) {
    lock.lock();
    try {
      pushName = name;
    } finally {
      lock.unlock();
    }
  }

  /** The phone first, then the linked companions by id. */
  public List<Device> devices() {
    lock.lock();
    try {
      return List.copyOf(devices.values());
    } finally {
      lock.unlock();
    }
  }

  public Optional<Device> device(int id) {
    lock.lock();
    try {
      return Optional.ofNullable(devices.get(id));
    } finally {
      lock.unlock();
    }
  }

  /** Whether a device of this id is or was linked, so that somebody may still write to it. */
  public boolean everHad(int id) {
    lock.lock();
    try {
      return id >= 0 && id <= lastDevice;
    } finally {
      lock.unlock();
    }
  }

  /** Device 0. */
  public Device primary() {
    return device(0).orElseThrow();
  }

  /** Takes the next device id, also its key index; ids are never used twice. */
  public int reserveDevice() {
    lock.lock();
    try {
      if (lastDevice == MAX_DEVICE) {
        throw new IllegalStateException("an account links at most " + MAX_DEVICE + " devices");
      }
      return ++lastDevice;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a companion under a reserved id. */
  public Device link(int id, int registrationId, Companion companion) {
    lock.lock();
    try {
      Device device =
          new Device(
              this,
              id,
              Optional.of(companion),
              new PreKeyStore(registrationId, companion.identity()));
      devices.put(id, device);
      resign();
      return device;
    } finally {
      lock.unlock();
    }
  }

  /** Removes a companion; false when it was not there. */
  public boolean unlink(Device device) {
    lock.lock();
    try {
      boolean removed = !device.isPhone() && devices.remove(device.id(), device);
      if (removed) {
        resign();
      }
      return removed;
    } finally {
      lock.unlock();
    }
  }

  /** The signed list of the devices linked now. */
  public KeyIndexList keyIndexes() {
    lock.lock();
    try {
      return keyIndexes;
    } finally {
      lock.unlock();
    }
  }

  private void resign() {
    keyIndexes = signing.sign(lastDevice, devices.keySet().stream().filter(id -> id != 0).toList());
  }

  /** Without number and name, which do not belong in logs. */
  @Override
  public String toString() {
    return "Account[redacted]";
  }
}
