package chatwarp.adapters.wa.group;

import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ParticipantResult;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The form of questions about groups and of their answers (08 §1, namespace {@code w:g2}). */
final class GroupIq {
  /** Where questions go that are about no group in particular. */
  static final Jid SERVER = new ServerJid(GroupJid.SERVER);

  /** Says that an admin must let one in first. */
  static final String PENDING = "membership_approval_request";

  private static final int DONE = 200;

  private GroupIq() {}

  static NodeBuilder get(Jid to, Node question) {
    return Connection.iq("get", "w:g2").attr("to", to).children(question);
  }

  static NodeBuilder set(Jid to, Node order) {
    return Connection.iq("set", "w:g2").attr("to", to).children(order);
  }

  /**
   * Asks, and reads the answer.
   *
   * @throws SessionException.Malformed when it is not one
   */
  static <T> T ask(Connection connection, NodeBuilder iq, Function<Node, T> reader) {
    Node answer = connection.request(iq);
    try {
      return reader.apply(answer);
    } catch (NodeException | InvalidValueException | ArithmeticException e) {
      throw new SessionException.Malformed("an answer about a group cannot be read", e);
    }
  }

  /** The elements that name people. */
  static List<Node> participants(Collection<UserJid> people) {
    return people.stream()
        .map(person -> Node.builder("participant").attr("jid", person).build())
        .toList();
  }

  /**
   * What came of doing something to people, as the server lists them; each is called as they were
   * asked for, by whichever address the server calls them.
   */
  static List<ParticipantResult> results(Step step, Node list, Collection<UserJid> asked) {
    List<ParticipantResult> results = new ArrayList<>();
    for (Node participant : list.children("participant")) {
      GroupNode.person(participant, "jid")
          .ifPresent(told -> {
            Optional<UserJid> phone = GroupNode.person(participant, "phone_number");
            phone.ifPresent(number -> LidMap.learn(step, told, number));
            UserJid person =
                asked.stream()
                    .filter(one ->
                        LidMap.same(step, one, told) || phone.filter(one::equals).isPresent())
                    .findFirst()
                    .orElse(told);
            results.add(new ParticipantResult(person, code(participant), invite(participant)));
          });
    }
    return results;
  }

  /** No error means that it was done. */
  static int code(Node element) {
    var error = element.attrLong("error");
    return error.isPresent() ? Math.toIntExact(error.getAsLong()) : DONE;
  }

  private static Optional<ParticipantResult.Invite> invite(Node participant) {
    return participant
        .child("add_request")
        .filter(request -> request.has("code"))
        .map(request ->
            new ParticipantResult.Invite(
                request.requireAttr("code"),
                Instant.ofEpochSecond(request.attrLong("expiration").orElse(0))));
  }
}
