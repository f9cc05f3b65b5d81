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
   * @param candidates the addresses it may mean, the preferred one first; the first one that exists
   *     is used
   * @param fallback the one of them that is used when the server cannot be asked
   */
  record Phone(String written, List<UserJid> candidates, UserJid fallback) implements Recipient {
    public Phone {
      candidates = List.copyOf(candidates);
      if (!candidates.contains(fallback)) {
        throw new IllegalArgumentException("the fallback is not among the candidates");
      }
    }
  }
}
