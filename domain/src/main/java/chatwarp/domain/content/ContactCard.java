package chatwarp.domain.content;

/** A person's card, as a vCard (RFC 2426 or newer). */
public record ContactCard(String displayName, String vcard) {
  /** Never shows who. */
  @Override
  public String toString() {
    return "ContactCard[redacted]";
  }
}
