package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.simulator.account.StatusViewers;
import chatwarp.simulator.exchange.Answer;
import java.util.List;
import java.util.Optional;

/** The line about oneself, and who may see status posts (05 §6). */
final class StatusRequests implements Topic {
  @Override
  public Optional<Answer> answer(Request request) {
    if (request.isSet()) {
      return request.result();
    }
    if (!request.subject().equals("privacy")) {
      return Optional.empty();
    }
    Optional<StatusViewers> chosen = request.account().statusViewers();
    return chosen.isPresent()
        ? request.result(Node.builder("privacy").children(lists(chosen.get())).build())
        : request.error(404, "item-not-found");
  }

  /** What holds is the last one, so that nobody gets by with taking the first. */
  private static List<Node> lists(StatusViewers chosen) {
    Node other =
        Node.builder("list")
            .attr("type", chosen.rule() == StatusViewers.Rule.CONTACTS ? "whitelist" : "contacts")
            .build();
    Node holding =
        Node.builder("list")
            .attr("type", chosen.rule().word())
            .attr("default", "true")
            .children(
                chosen.people().stream()
                    .map(person -> Node.builder("user").attr("jid", person).build())
                    .toList())
            .build();
    return List.of(other, holding);
  }
}
