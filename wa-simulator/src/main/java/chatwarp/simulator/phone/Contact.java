package chatwarp.simulator.phone;

import chatwarp.domain.model.UserJid;

/** Somebody in a phone's address book, by both addresses, under the name the owner gave them. */
public record Contact(UserJid phone, UserJid lid, String name) {

  public Contact {
    if (phone.isLid() || !lid.isLid()) {
      throw new IllegalArgumentException("a contact has one phone number and one LID");
    }
  }

  /** Without number and name, which do not belong in logs. */
  @Override
  public String toString() {
    return "Contact[redacted]";
  }
}
