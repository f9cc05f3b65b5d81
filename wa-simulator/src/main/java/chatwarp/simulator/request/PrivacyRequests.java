package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.exchange.Answer;
import chatwarp.simulator.exchange.PrivacyTokens;
import chatwarp.simulator.exchange.StanzaIds;
import chatwarp.simulator.exchange.Stanzas;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Privacy settings of an account, and the tokens it issues to its contacts (09 §12). */
final class PrivacyRequests implements Topic {
  private static final String TRUSTED_CONTACT = "trusted_contact";

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "readreceipts", "all",
          "last", "all",
          "profile", "all",
          "status", "all",
          "online", "all",
          "groupadd", "all",
          "calladd", "all",
          "messages", "all");

  private final Accounts accounts;
  private final PrivacyTokens tokens;
  private final StanzaIds ids;
  private final InstantSource clock;
  private final Map<Account, Map<String, String>> settings = new ConcurrentHashMap<>();

  PrivacyRequests(Accounts accounts, PrivacyTokens tokens, StanzaIds ids, InstantSource clock) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Optional<Answer> answer(Request request) {
    return switch (request.subject()) {
      case "privacy" -> settings(request);
      case "tokens" -> issue(request);
      default -> Optional.empty();
    };
  }

  /** What an account chose for a category, for example {@code groupadd}. */
  String setting(Account account, String category) {
    return settings.getOrDefault(account, DEFAULTS).getOrDefault(category, "all");
  }

  private Optional<Answer> settings(Request request) {
    Map<String, String> own =
        settings.computeIfAbsent(request.account(), _ -> new ConcurrentHashMap<>(DEFAULTS));
    if (request.isSet()) {
      for (Node category : request.iq().requireChild("privacy").children("category")) {
        own.put(category.requireAttr("name"), category.requireAttr("value"));
      }
    }
    List<Node> categories = new ArrayList<>();
    new TreeMap<>(own)
        .forEach((name, value) ->
            categories.add(
                Node.builder("category").attr("name", name).attr("value", value).build()));
    return request.result(Node.builder("privacy").children(categories).build());
  }

  private Optional<Answer> issue(Request request) {
    if (!request.isSet()) {
      return Optional.empty();
    }
    List<Node> theirs = new ArrayList<>();
    for (Node token : request.iq().requireChild("tokens").children("token")) {
      if (!token.attrIs("type", TRUSTED_CONTACT)) {
        return request.error(400, "bad-request");
      }
      Jid jid = token.requireJid("jid");
      accounts
          .find(jid)
          .filter(target -> !target.equals(request.account()))
          .ifPresent(target -> {
            hand(request, target, token.attrLong("t"));
            tokens
                .held(target, request.account())
                .ifPresent(held -> theirs.add(node(jid.bare(), held)));
          });
    }
    return theirs.isEmpty()
        ? request.result()
        : request.result(Node.builder("tokens").children(theirs).build());
  }

  /** All devices of whom the token is for hear of it; the address in it is their own. */
  private void hand(Request request, Account target, OptionalLong issuedAt) {
    Account issuer = request.account();
    Node token = node(target.lid(), tokens.issue(issuer, target, issuedAt));
    request
        .exchange()
        .post(
            target,
            Stanzas.notification(
                    issuer.phone(), "privacy_token", ids.next(), clock.instant().getEpochSecond())
                .attr("sender_lid", issuer.lid())
                .children(Node.of("tokens", token))
                .build());
  }

  private static Node node(Jid jid, PrivacyTokens.Token token) {
    return Node.builder("token")
        .attr("type", TRUSTED_CONTACT)
        .attr("jid", jid)
        .attr("t", token.at())
        .bytes(token.bytes())
        .build();
  }
}
