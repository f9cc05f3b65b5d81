package chatwarp.simulator.account;

import chatwarp.domain.model.DeviceJid;
import java.util.Optional;

/** One device of an account: 0 is the phone, 1 and up are companions. Identity is the object. */
public final class Device {
  private final Account account;
  private final int id;
  private final Optional<Companion> companion;
  private final PreKeyStore preKeys;

  Device(Account account, int id, Optional<Companion> companion, PreKeyStore preKeys) {
    this.account = account;
    this.id = id;
    this.companion = companion;
    this.preKeys = preKeys;
  }

  public Account account() {
    return account;
  }

  /** 0..255. */
  public int id() {
    return id;
  }

  public boolean isPhone() {
    return id == 0;
  }

  /** Place in the signed key index list; companions have their device id, the phone none. */
  public int keyIndex() {
    return id;
  }

  /** This device by phone number. */
  public DeviceJid jid() {
    return account.phone().device(id);
  }

  /** This device by LID. */
  public DeviceJid lid() {
    return account.lid().device(id);
  }

  /** What its pairing left; empty for the phone. */
  public Optional<Companion> companion() {
    return companion;
  }

  public PreKeyStore preKeys() {
    return preKeys;
  }

  /** Says which device, never whose. */
  @Override
  public String toString() {
    return "device " + id;
  }
}
