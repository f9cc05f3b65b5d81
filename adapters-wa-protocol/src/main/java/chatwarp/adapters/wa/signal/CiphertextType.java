package chatwarp.adapters.wa.signal;

import java.util.Optional;

/** The kinds of ciphertext, by the {@code type} attribute of an {@code enc} node. */
public enum CiphertextType {
  /** A message within a session. */
  MESSAGE("msg"),
  /** A message that also begins the session. */
  PRE_KEY_MESSAGE("pkmsg"),
  /** A message under a group's sender key. */
  SENDER_KEY_MESSAGE("skmsg");

  private final String attribute;

  CiphertextType(String attribute) {
    this.attribute = attribute;
  }

  /** The attribute's value. */
  public String attribute() {
    return attribute;
  }

  /** The kind that an attribute names. */
  public static Optional<CiphertextType> of(String attribute) {
    for (CiphertextType type : values()) {
      if (type.attribute.equals(attribute)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
