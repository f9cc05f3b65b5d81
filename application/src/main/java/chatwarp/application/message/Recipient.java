package chatwarp.application.message;

import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import java.util.List;

/** Who a message is for, as the user said it. */
public sealed interface Recipient {
  /** An address that is used as it is. */
  record Address(Jid jid) implements Recipient {}

  /**
   * A phone number.
   *
   * @param written the number as given, for answers
   * @param candidates the addresses it may mean, the likeliest first; the first one that exists is
   *     used, and the first one when the server cannot be asked
   */
  record Phone(String written, List<UserJid> candidates) implements Recipient {
    public Phone {
      candidates = List.copyOf(candidates);
    }
  }
}
