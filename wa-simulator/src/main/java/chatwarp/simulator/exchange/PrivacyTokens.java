package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Seed;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Trusted contact tokens (05 §10, 09 §12): whoever issued one to somebody lets them in, for three
 * to four weeks. The bytes are the same each time for an issuer and a holder; only the time moves
 * on. Safe from any thread.
 */
public final class PrivacyTokens {
  private static final int LENGTH = 32;
  private static final long WEEK_SECONDS = 604_800;

  /** Weeks by the calendar of 1970 in which a token counts, the one it was issued in included. */
  private static final long WEEKS = 4;

  private final Seed seed;
  private final InstantSource clock;
  private final Map<Pair, Long> issued = new ConcurrentHashMap<>();

  private record Pair(Account issuer, Account holder) {}

  /**
   * A token as the server hands it out.
   *
   * @param at when its issuer says to have issued it, in seconds
   */
  @SuppressWarnings("ArrayRecordComponent") // On its way, never compared.
  public record Token(byte[] bytes, long at) {
    @Override
    public String toString() {
      return "Token[redacted]";
    }
  }

  public PrivacyTokens(Seed seed, InstantSource clock) {
    this.seed = seed;
    this.clock = clock;
  }

  /** Whether a token of this time still counts. */
  public static boolean counts(long at, Instant now) {
    long thisWeek = Math.floorDiv(now.getEpochSecond(), WEEK_SECONDS);
    return at >= (thisWeek - (WEEKS - 1)) * WEEK_SECONDS;
  }

  /** Whether somebody who issued one at this time has to issue another. */
  public static boolean renews(long at, Instant now) {
    return Math.floorDiv(now.getEpochSecond(), WEEK_SECONDS) > Math.floorDiv(at, WEEK_SECONDS);
  }

  /**
   * An account lets another one in.
   *
   * @param at when, in seconds; an older time than before changes nothing
   */
  public Token issue(Account issuer, Account holder, OptionalLong at) {
    long time = at.orElse(clock.instant().getEpochSecond());
    issued.merge(new Pair(issuer, holder), time, Math::max);
    return new Token(bytes(issuer, holder), time);
  }

  /** The token that an account holds of another, while it counts. */
  public Optional<Token> held(Account issuer, Account holder) {
    return Optional.ofNullable(issued.get(new Pair(issuer, holder)))
        .filter(at -> counts(at, clock.instant()))
        .map(at -> new Token(bytes(issuer, holder), at));
  }

  private byte[] bytes(Account issuer, Account holder) {
    return seed.bytes("token " + issuer.lid() + " " + holder.lid(), LENGTH);
  }

  /** Whether a stanza may reach an account: only restricted ones ask for a token. */
  boolean admits(Account recipient, Account sender, Node stanza) {
    return !recipient.restricted() || recipient.equals(sender) || holds(recipient, sender, stanza);
  }

  /** Whether a node carries the token that an account issued to another, and that counts. */
  public boolean holds(Account issuer, Account holder, Node node) {
    return node.child("tctoken").flatMap(Node::bytes).filter(isFor(issuer, holder)).isPresent();
  }

  /** Whether these bytes are the token that an account issued to another, and that counts. */
  public Predicate<byte[]> isFor(Account issuer, Account holder) {
    Optional<Token> held = held(issuer, holder);
    return shown -> held.filter(token -> MessageDigest.isEqual(token.bytes(), shown)).isPresent();
  }
}
