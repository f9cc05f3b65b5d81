package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;
import java.util.List;

/**
 * One contact or several.
 *
 * @param displayName what the message is called; the person's name when it is one
 */
public record ContactContent(String displayName, List<ContactCard> cards)
    implements MessageContent {
  public ContactContent {
    cards = List.copyOf(cards);
    if (cards.isEmpty()) {
      throw new InvalidValueException("contact", "must have at least one");
    }
  }

  /** Never shows who. */
  @Override
  public String toString() {
    return "ContactContent[" + cards.size() + "]";
  }
}
