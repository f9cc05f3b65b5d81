package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Seed;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Trusted contact tokens (09 §12): whoever issued one to somebody lets them in. A token is stable
 * for an issuer and a target, so it need not be stored.
 */
public final class PrivacyTokens {
  private static final int LENGTH = 32;

  private final Seed seed;

  public PrivacyTokens(Seed seed) {
    this.seed = seed;
  }

  /** The token that lets a target contact its issuer. */
  public byte[] token(Account issuer, Account target) {
    return seed.bytes("token " + issuer.lid() + " " + target.lid(), LENGTH);
  }

  /** Whether a stanza may reach an account: only restricted ones ask for a token. */
  boolean admits(Account recipient, Account sender, Node stanza) {
    if (!recipient.traits().restricted() || recipient.equals(sender)) {
      return true;
    }
    return holds(recipient, sender, stanza);
  }

  /** Whether a node carries the token that an account issued to another. */
  public boolean holds(Account issuer, Account holder, Node node) {
    Optional<byte[]> token = node.child("tctoken").flatMap(Node::bytes);
    return token.isPresent() && MessageDigest.isEqual(token.get(), token(issuer, holder));
  }
}
