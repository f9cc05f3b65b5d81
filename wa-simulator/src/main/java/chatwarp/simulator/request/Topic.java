package chatwarp.simulator.request;

import chatwarp.simulator.exchange.Answer;
import java.util.Optional;

/** Answers the requests of one xmlns. */
@FunctionalInterface
interface Topic {

  /** The answer, or empty for a request it does not know. */
  Optional<Answer> answer(Request request);
}
