package chatwarp.adapters.wa.contact;

import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.SessionMetadata;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.StateKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Trusted contact tokens (05 §10): accounts that WhatsApp restricts, or that restrict whom they
 * show themselves to, take only what shows a token that they issued. Somebody's token is shown in
 * what we send them, and ours is issued to whom we write.
 *
 * <p>There is a second kind of token, derived from a salt, for who holds none ({@code cstoken}).
 * WhatsApp Web shows it only where a server property says so, which is off; it is never shown here.
 *
 * <p>Any thread may call.
 */
public final class TrustedContacts {
  static final String TRUSTED_CONTACT = "trusted_contact";

  private static final int MAX_TOKEN_BYTES = 4096;

  /** The phone numbers of bots; they and number 0, WhatsApp itself, take part in none of this. */
  private static final Pattern NOBODY = Pattern.compile("0|1313555\\d{4}|131655500\\d{2}");

  private final StagedState state;
  private final TokenTerms terms;
  private final InstantSource clock;

  /**
   * Where we stand with somebody we write to.
   *
   * @param shown the child that a message to them has
   * @param owed whether they are to get our token, because they have none or an old one
   */
  public record Standing(Optional<Node> shown, boolean owed) {}

  /**
   * @param clock the server's time
   */
  public TrustedContacts(StagedState state, TokenTerms terms, InstantSource clock) {
    this.state = state;
    this.terms = terms;
    this.clock = clock;
  }

  /** How a message to this person is to be sent. */
  public Standing towards(Step step, UserJid person) {
    if (!takesPart(step.auth(), person)) {
      return new Standing(Optional.empty(), false);
    }
    TrustedContact contact = TrustedContact.of(step, person);
    Instant now = clock.instant();
    return new Standing(
        terms.onMessages() ? token(contact, now) : Optional.empty(), owed(contact, now));
  }

  /** Whether somebody is to get our token, because they have none or an old one. */
  boolean owed(UserJid person) {
    return state.view(step -> owed(TrustedContact.of(step, person), clock.instant()));
  }

  private boolean owed(TrustedContact contact, Instant now) {
    return contact.issued().filter(at -> !terms.renews(at, now)).isEmpty();
  }

  /** What a question for somebody's picture shows, where it shows anything. */
  Optional<Node> forPicture(Jid of) {
    return terms.onPictures() ? shownTo(of) : Optional.empty();
  }

  /** What the wish to have somebody in a new group shows, where it shows anything. */
  public Optional<Node> forGroupCreation(UserJid member) {
    return terms.onGroupCreation() ? inGroups(member) : Optional.empty();
  }

  /** What the wish to add somebody to a group shows, where it shows anything. */
  public Optional<Node> forGroupAddition(UserJid member) {
    return terms.onGroupAddition() ? inGroups(member) : Optional.empty();
  }

  /** Called otherwise there (08 §1.1, §1.5). */
  private Optional<Node> inGroups(UserJid member) {
    return shownTo(member).flatMap(Node::bytes).map(token -> Node.of("privacy", token));
  }

  /** What a subscription to somebody's presence shows. */
  Optional<Node> forPresence(Jid of) {
    return shownTo(of);
  }

  private Optional<Node> shownTo(Jid of) {
    AuthState own = state.auth().orElseThrow(SessionException.NotConnected::new);
    return of.bare() instanceof UserJid person && takesPart(own, person)
        ? state.view(step -> token(TrustedContact.of(step, person), clock.instant()))
        : Optional.empty();
  }

  private Optional<Node> token(TrustedContact contact, Instant now) {
    return contact
        .held()
        .filter(held -> now.isBefore(terms.countsUntil(held.at())))
        .map(held -> Node.of("tctoken", held.token()));
  }

  /** The server never answers who shows themselves a token (06 §9). */
  private static boolean takesPart(AuthState own, UserJid person) {
    SessionMetadata me = own.metadata();
    UserJid plain = LidMap.plain(person);
    return !NOBODY.matcher(plain.user()).matches()
        && me.device().map(DeviceJid::owner).filter(plain::equals).isEmpty()
        && me.lid().map(DeviceJid::owner).filter(plain::equals).isEmpty();
  }

  /** The server says that somebody issued their token to us. */
  public void told(Step step, Node notification) {
    if (!(notification.requireJid("from").bare() instanceof UserJid from)) {
      return;
    }
    Optional<UserJid> lid =
        notification
            .attrJid("sender_lid")
            .map(Jid::bare)
            .filter(UserJid.class::isInstance)
            .map(UserJid.class::cast)
            .filter(UserJid::isLid);
    List<StateKey> keys = new ArrayList<>(LidMap.keys(from));
    lid.ifPresent(known -> keys.addAll(LidMap.keys(known)));
    step.want(keys);
    lid.ifPresent(known -> LidMap.learn(step, from, known));
    // The address in the token is our own.
    tokens(notification).forEach(token -> learn(step, lid.orElse(from), token));
  }

  static List<Node> tokens(Node stanza) {
    return stanza.child("tokens").map(tokens -> tokens.children("token")).orElse(List.of());
  }

  /** Takes a token of somebody's, unless a later one is known. */
  void learn(Step step, UserJid owner, Node token) {
    Optional<byte[]> bytes = token.bytes();
    long at = token.attrLong("t").orElse(0);
    if (token.attrIs("type", TRUSTED_CONTACT) && bytes.isPresent()) {
      learn(step, owner, bytes.get(), at, 0);
    }
  }

  /**
   * Takes a token of somebody's, unless a later one is known.
   *
   * @param at when they issued it, in seconds
   * @param issued when the account issued its own to them, in seconds; 0 when that is not told
   */
  public void learn(Step step, UserJid owner, byte[] token, long at, long issued) {
    Instant now = clock.instant();
    Instant time = notAfter(now, at);
    boolean usable =
        token.length > 0
            && token.length <= MAX_TOKEN_BYTES
            && at > 0
            && now.isBefore(terms.countsUntil(time))
            && takesPart(step.auth(), owner);
    if (!usable) {
      return;
    }
    TrustedContact known = TrustedContact.of(step, owner);
    TrustedContact learnt = known;
    if (issued > 0) {
      Instant told = notAfter(now, issued);
      learnt = known.issued().filter(told::isBefore).isPresent() ? known : known.issuedAt(told);
    }
    if (known.held().filter(held -> held.at().isAfter(time)).isEmpty()) {
      learnt = learnt.holding(new TrustedContact.Held(token, time));
    }
    learnt.keep(step, owner, terms);
  }

  /** Who issues says when, by a clock that may be ahead; what is said counts from now at most. */
  private static Instant notAfter(Instant now, long seconds) {
    return Instant.ofEpochSecond(Math.min(seconds, now.getEpochSecond()));
  }

  /** When we last issued our token to somebody, as long as that matters. */
  Optional<Instant> issued(Step step, UserJid person) {
    return TrustedContact.of(step, person)
        .issued()
        .filter(at -> clock.instant().isBefore(terms.mattersUntil(at)));
  }

  /** The people of these have our token since then, and what the server answered is known. */
  void issued(List<Introductions.Wish> wishes, Node answer) {
    state.step(step -> {
      for (Introductions.Wish wish : wishes) {
        TrustedContact.of(step, wish.person()).issuedAt(wish.at()).keep(step, wish.person(), terms);
      }
      for (Node token : tokens(answer)) {
        token
            .attrJid("jid")
            .map(Jid::bare)
            .filter(UserJid.class::isInstance)
            .map(UserJid.class::cast)
            .ifPresent(owner -> learn(step, owner, token));
      }
      return wishes;
    });
  }

  /** How a person is named when our token is issued to them. */
  UserJid named(UserJid person) {
    return state.view(
        step -> terms.byLid() ? LidMap.preferLid(step, person) : LidMap.preferPhone(step, person));
  }

  Instant now() {
    return clock.instant();
  }
}
