package chatwarp.adapters.wa.signal;

import chatwarp.domain.model.Jid;

/**
 * Whose key for which group (protocol/04 §8).
 *
 * @param group full JID of the group, the status list or a broadcast list
 * @param sender the sending device, by its LID when that is known, alike for every message of it
 */
public record SenderKeyName(String group, SignalAddress sender) {

  /** The name of a device's key for a group. */
  public static SenderKeyName of(Jid group, SignalAddress sender) {
    return new SenderKeyName(group.toString(), sender);
  }

  /** The text form that names the record in a store. */
  public String text() {
    return group + "::" + sender.text();
  }

  /** Redacted, because a group's JID may hold a phone number. */
  @Override
  public String toString() {
    return "SenderKeyName[redacted]";
  }
}
