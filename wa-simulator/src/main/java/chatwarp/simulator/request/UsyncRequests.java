package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.account.DeviceHash;
import chatwarp.simulator.account.KeyIndexList;
import chatwarp.simulator.exchange.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known about people: devices, LID, whether a number is registered (05 §2, and the rules of
 * 09 §6: a user is answered under the address that was asked).
 */
final class UsyncRequests implements Topic {
  private final Accounts accounts;
  private final DeviceListAskers askers;

  UsyncRequests(Accounts accounts, DeviceListAskers askers) {
    this.accounts = accounts;
    this.askers = askers;
  }

  @Override
  public Optional<Answer> answer(Request request) {
    if (request.isSet() || !request.subject().equals("usync")) {
      return Optional.empty();
    }
    Node usync = request.iq().requireChild("usync");
    List<String> protocols =
        usync.requireChild("query").children().stream().map(Node::tag).toList();
    List<Node> users = new ArrayList<>();
    for (Node user : usync.requireChild("list").children("user")) {
      users.add(user(request.account(), user, protocols));
    }
    Node result =
        Node.builder("result")
            .children(protocols.stream().map(name -> Node.of(name)).toList())
            .build();
    NodeBuilder answer = Node.builder("usync");
    for (String name : List.of("sid", "mode", "last", "index", "context")) {
      answer.attrText(name, usync.attr(name));
    }
    return request.result(
        answer.children(result, Node.builder("list").children(users).build()).build());
  }

  private Node user(Account asker, Node asked, List<String> protocols) {
    Optional<Jid> jid = asked.attrJid("jid").map(UsyncRequests::person);
    Optional<Account> account = jid.isPresent() ? jid.flatMap(accounts::find) : byContact(asked);
    NodeBuilder user = Node.builder("user");
    jid.or(() -> account.map(Account::phone)).ifPresent(found -> user.attr("jid", found));
    List<Node> children = new ArrayList<>();
    boolean byLid = jid.filter(j -> j instanceof UserJid u && u.isLid()).isPresent();
    for (String protocol : protocols) {
      children.addAll(
          account.isPresent() ? known(asker, account.get(), protocol, byLid) : unknown(protocol));
    }
    return user.children(children).build();
  }

  /** Asked by a contact's number, without knowing whether it is registered. */
  private Optional<Account> byContact(Node asked) {
    return asked
        .child("contact")
        .flatMap(Node::text)
        .map(number -> number.replaceAll("[^0-9]", ""))
        .filter(digits -> !digits.isEmpty())
        .flatMap(digits -> accounts.find(UserJid.phone(digits)));
  }

  private static Jid person(Jid jid) {
    return jid instanceof DeviceJid device ? device.owner() : jid;
  }

  private List<Node> known(Account asker, Account account, String protocol, boolean byLid) {
    return switch (protocol) {
      case "devices" -> {
        askers.note(asker, account);
        yield List.of(devices(account));
      }
      // A LID for a LID would be taken for a wrong mapping (09 §6).
      case "lid" ->
          byLid ? List.of() : List.of(Node.builder("lid").attr("val", account.lid()).build());
      case "contact" -> List.of(Node.builder("contact").attr("type", "in").build());
      case "disappearing_mode" ->
          List.of(Node.builder("disappearing_mode").attr("duration", 0).attr("t", 0).build());
      case "status" -> List.of(Node.of("status"));
      default -> List.of();
    };
  }

  private static List<Node> unknown(String protocol) {
    return protocol.equals("contact")
        ? List.of(Node.builder("contact").attr("type", "out").build())
        : List.of();
  }

  private static Node devices(Account account) {
    List<Node> list = new ArrayList<>();
    for (Device device : account.devices()) {
      NodeBuilder entry = Node.builder("device").attr("id", device.id());
      if (!device.isPhone()) {
        entry.attr("key-index", device.keyIndex());
      }
      list.add(entry.build());
    }
    return Node.of(
        "devices",
        Node.builder("device-list")
            .attr("hash", DeviceHash.of(account.devices(), false))
            .children(list)
            .build(),
        keyIndexes(account.keyIndexes()));
  }

  static Node keyIndexes(KeyIndexList list) {
    return Node.builder("key-index-list")
        .attr("ts", list.at().getEpochSecond())
        .bytes(list.signed())
        .build();
  }
}
