package chatwarp.simulator.phone;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a look at a received message showed.
 *
 * @param problems what real apps would stumble over, in words
 * @param disclosed what was encrypted once more inside it: a vote's options, an answer, a comment
 */
public record Findings(List<String> problems, Optional<Map<String, Object>> disclosed) {
  static final Findings NONE = new Findings(List.of(), Optional.empty());

  public Findings {
    problems = List.copyOf(problems);
  }
}
