package chatwarp.adapters.wa.contact;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.StatusPrivacy;
import chatwarp.domain.model.StatusScope;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import java.util.List;

/** Asks the server whom the account shows its status posts (05 §6). Any thread may call. */
final class StatusPrivacyLookup {
  private static final int NEVER_SET = 404;

  private StatusPrivacyLookup() {}

  /** Blocks until the server answered. */
  static StatusPrivacy ask(Connection connection) {
    try {
      return read(connection.request(Connection.iq("get", "status").children(Node.of("privacy"))));
    } catch (SessionException.Refused e) {
      if (e.code() == NEVER_SET) {
        return StatusPrivacy.DEFAULT;
      }
      throw e;
    } catch (NodeException e) {
      throw new SessionException.Malformed("the answer about status privacy cannot be read", e);
    }
  }

  /** The account may have several lists stored; the one that holds is marked, or else first. */
  private static StatusPrivacy read(Node answer) {
    List<Node> lists = answer.requireChild("privacy").children("list");
    return lists.stream()
        .filter(list -> list.attrIs("default", "true"))
        .findFirst()
        .or(() -> lists.stream().findFirst())
        .map(StatusPrivacyLookup::list)
        .orElse(StatusPrivacy.DEFAULT);
  }

  private static StatusPrivacy list(Node list) {
    StatusScope scope =
        switch (list.requireAttr("type")) {
          case "contacts" -> StatusScope.CONTACTS;
          case "blacklist" -> StatusScope.CONTACTS_EXCEPT;
          case "whitelist" -> StatusScope.ONLY;
          // To guess could show a post to whom its author hides it from.
          default -> throw new SessionException.Malformed("a status privacy of no known type");
        };
    return new StatusPrivacy(
        scope,
        scope == StatusScope.CONTACTS
            ? List.of()
            : list.children("user").stream()
                .map(user -> user.requireJid("jid").bare())
                .map(StatusPrivacyLookup::person)
                .toList());
  }

  private static UserJid person(Jid jid) {
    if (jid instanceof UserJid person) {
      return person;
    }
    throw new SessionException.Malformed("a status privacy names what is no person");
  }
}
