package chatwarp.simulator.phone;

import chatwarp.adapters.wa.signal.LocalIdentity;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.exchange.Violations;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What the parts of one phone share, or of a computer that is linked to one. Sessions, sender keys
 * and prekeys belong to the phone's executor.
 *
 * @param line the way to the server
 */
record PhoneKit(
    Account account,
    Device device,
    LocalIdentity identity,
    Accounts accounts,
    Line line,
    PhoneSessions sessions,
    PhoneSenderKeys senderKeys,
    PhonePreKeys preKeys,
    PhoneMedia media,
    Violations violations,
    InstantSource clock,
    RandomGenerator random) {

  Instant now() {
    return clock.instant();
  }

  /** Whether an address is this account's, by number or LID, with or without a device. */
  boolean own(Jid jid) {
    return accounts.find(jid).filter(owner -> owner == account).isPresent();
  }

  /** The Signal address of a device: by LID wherever that is known (04 §9). */
  DeviceJid address(DeviceJid device) {
    return accounts.find(device).map(owner -> owner.lid().device(device.device())).orElse(device);
  }

  @Override
  public String toString() {
    return "PhoneKit[redacted]";
  }
}
