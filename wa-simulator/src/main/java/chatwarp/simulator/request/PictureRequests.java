package chatwarp.simulator.request;

import chatwarp.simulator.exchange.Answer;
import java.util.Optional;

/** Profile pictures; nobody has one yet. */
final class PictureRequests implements Topic {
  @Override
  public Optional<Answer> answer(Request request) {
    return request.isSet() ? Optional.empty() : request.error(404, "item-not-found");
  }
}
