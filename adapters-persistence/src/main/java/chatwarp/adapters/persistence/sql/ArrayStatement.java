package chatwarp.adapters.persistence.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement over {@link Columns}, read once.
 *
 * @param sql with a question mark for each column
 * @param columns their names, in the order of the question marks
 */
public record ArrayStatement(String sql, List<String> columns) {
  private static final Pattern NAME = Pattern.compile(":([a-z_]+)");

  /** Reads a statement that names its columns as {@code :column}. */
  public static ArrayStatement of(String text) {
    List<String> columns = new ArrayList<>();
    Matcher names = NAME.matcher(text);
    while (names.find()) {
      columns.add(names.group(1));
    }
    return new ArrayStatement(names.replaceAll("?").strip(), List.copyOf(columns));
  }
}
