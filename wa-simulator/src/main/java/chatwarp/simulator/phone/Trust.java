package chatwarp.simulator.phone;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.ServerJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.exchange.PrivacyTokens;
import chatwarp.simulator.exchange.PrivacyTokens.Token;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Whom a phone trusts and who trusts it (05 §10): the tokens that it holds of others, and when it
 * issued its own to whom. Belongs to the phone's executor.
 */
final class Trust {
  private static final String TRUSTED_CONTACT = "trusted_contact";

  private final PhoneKit kit;
  private final Inquiries inquiries;
  private final Map<Account, Token> held = new HashMap<>();
  private final Map<Account, Long> issued = new HashMap<>();

  Trust(PhoneKit kit, Inquiries inquiries) {
    this.kit = kit;
    this.inquiries = inquiries;
  }

  /** What to show to somebody: their token, when the phone holds one that counts. */
  List<Node> shownTo(Account person) {
    return held(person).map(token -> List.of(Node.of("tctoken", token.bytes()))).orElse(List.of());
  }

  /** The token of somebody, while it counts. */
  Optional<Token> held(Account person) {
    return Optional.ofNullable(held.get(person))
        .filter(token -> PrivacyTokens.counts(token.at(), kit.now()));
  }

  /** When the phone last issued its token to somebody, in seconds. */
  OptionalLong issuedTo(Account person) {
    Long at = issued.get(person);
    return at == null ? OptionalLong.empty() : OptionalLong.of(at);
  }

  /** The phone has written to somebody, who may answer from now on. */
  void wroteTo(Account person) {
    Long last = issued.get(person);
    if (last == null || PrivacyTokens.renews(last, kit.now())) {
      issue(person, kit.now(), new CompletableFuture<>());
    }
  }

  /**
   * Issues a token as of some time.
   *
   * @param answer gets the server's result
   */
  void issue(Account person, Instant at, CompletableFuture<Node> answer) {
    issued.put(person, at.getEpochSecond());
    NodeBuilder iq =
        Node.builder("iq")
            .attr("to", ServerJid.WHATSAPP)
            .attr("type", "set")
            .attr("xmlns", "privacy")
            .children(
                Node.of(
                    "tokens",
                    Node.builder("token")
                        .attr("jid", person.phone())
                        .attr("t", at.getEpochSecond())
                        .attr("type", TRUSTED_CONTACT)
                        .build()));
    var _ = answer.thenAccept(result -> learn(person, result));
    inquiries.ask(iq, answer);
  }

  /** Somebody has issued their token to this account. */
  void learn(Node notification) {
    kit.accounts()
        .find(notification.requireJid("from"))
        .ifPresent(issuer -> learn(issuer, notification));
  }

  private void learn(Account issuer, Node stanza) {
    for (Node token : stanza.child("tokens").map(Node::children).orElse(List.of())) {
      if (token.attrIs("type", TRUSTED_CONTACT)) {
        Token told = new Token(token.requireBytes(), token.requireLong("t"));
        held.merge(issuer, told, (known, one) -> known.at() > one.at() ? known : one);
      }
    }
  }
}
