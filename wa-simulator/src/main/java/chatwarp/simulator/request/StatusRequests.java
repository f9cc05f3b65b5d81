package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.simulator.exchange.Answer;
import java.util.Optional;

/** The line about oneself, and who may see status posts. */
final class StatusRequests implements Topic {
  @Override
  public Optional<Answer> answer(Request request) {
    if (request.isSet()) {
      return request.result();
    }
    return request.subject().equals("privacy")
        ? request.result(
            Node.of(
                "privacy",
                Node.builder("list").attr("type", "contacts").attr("default", "true").build()))
        : Optional.empty();
  }
}
