package chatwarp.adapters.http.evolution.schema;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a value must be like. */
@FunctionalInterface
public interface Rule {
  /**
   * Adds a sentence for everything that is wrong with a value.
   *
   * @param path how the value is called in sentences: {@code instance} for the body itself, else
   *     for example {@code quoted.key} or {@code values[1]}
   */
  void check(String path, JsonNode value, List<String> violations);
}
