package chatwarp.domain.model;

/** By which rule the viewers of a status post are chosen. */
public enum StatusScope {
  /** Everybody in the address book. */
  CONTACTS,
  /** Everybody in the address book but some. */
  CONTACTS_EXCEPT,
  /** Some people by name. */
  ONLY
}
