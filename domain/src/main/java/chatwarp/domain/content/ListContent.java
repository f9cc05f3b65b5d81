package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;
import java.util.List;
import java.util.Optional;

/**
 * A list to choose one row from.
 *
 * @param buttonText opens the list
 */
public record ListContent(
    String title,
    Optional<String> description,
    String buttonText,
    Optional<String> footer,
    List<Section> sections)
    implements MessageContent {
  /** Rows under a title. */
  public record Section(String title, List<Row> rows) {
    public Section {
      rows = List.copyOf(rows);
    }
  }

  /** Something to choose. */
  public record Row(String id, String title, Optional<String> description) {}

  public ListContent {
    sections = List.copyOf(sections);
    if (sections.isEmpty()) {
      throw new InvalidValueException("sections", "must have at least one");
    }
  }

  /** Never shows what was said. */
  @Override
  public String toString() {
    return "ListContent[" + sections.size() + " sections]";
  }
}
