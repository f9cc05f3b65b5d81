package chatwarp.application.message;

import java.util.List;

/** Who gets a status update. */
public sealed interface Audience {
  /** It is no status update. */
  record None() implements Audience {}

  /** Everybody in the address book. */
  record AllContacts() implements Audience {}

  /** These people. */
  record People(List<Recipient> people) implements Audience {
    public People {
      people = List.copyOf(people);
    }
  }
}
