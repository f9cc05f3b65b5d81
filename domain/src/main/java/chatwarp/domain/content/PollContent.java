package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;
import java.util.HashSet;
import java.util.List;

/**
 * A question with answers to choose from.
 *
 * @param selectable how many may be chosen; 0 for any number
 */
public record PollContent(String name, List<String> options, int selectable)
    implements MessageContent {
  private static final int FEWEST = 2;
  private static final int MOST = 12;

  public PollContent {
    options = List.copyOf(options);
    if (name.isBlank()) {
      throw new InvalidValueException("name", "cannot be empty");
    }
    if (options.size() < FEWEST || options.size() > MOST) {
      throw new InvalidValueException("values", "must have 2 to 12 options");
    }
    if (new HashSet<>(options).size() != options.size()) {
      throw new InvalidValueException("values", "contains duplicate item");
    }
    if (selectable < 0 || selectable > options.size()) {
      throw new InvalidValueException("selectableCount", "must be from 0 to the options' number");
    }
  }

  /** Never shows what was asked. */
  @Override
  public String toString() {
    return "PollContent[" + options.size() + " options]";
  }
}
