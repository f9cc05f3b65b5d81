package chatwarp.simulator.phone;

import chatwarp.domain.model.UserJid;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The contacts of one phone. Safe from any thread. */
public final class PhoneBook {
  private final ConcurrentHashMap<UserJid, Contact> byPhone = new ConcurrentHashMap<>();

  /** Adds somebody, or gives them another name. */
  public void add(Contact contact) {
    byPhone.put(contact.phone(), contact);
  }

  /** Forgets the contact with this phone number; nothing happens when there is none. */
  public void remove(UserJid phone) {
    byPhone.remove(phone);
  }

  /** The contact with this phone number. */
  public Optional<Contact> find(UserJid phone) {
    return Optional.ofNullable(byPhone.get(phone));
  }

  /** All contacts, by phone number. */
  public List<Contact> contacts() {
    return byPhone.values().stream()
        .sorted((left, right) -> left.phone().user().compareTo(right.phone().user()))
        .toList();
  }
}
