package chatwarp.adapters.persistence;

import chatwarp.adapters.persistence.conversation.MessageQuery;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plans of statements with parameters, of the types that the driver gives them. The server plans
 * such a statement for the values it is called with, and after some calls once for any values: then
 * it knows neither how rare they are nor how much of the result is wanted.
 */
record PreparedPlans(TestSession session, String schema) {
  private static final Pattern PARAMETER = Pattern.compile(":(\\w+)");

  /** What a plan is made for. */
  enum Knows {
    THE_VALUES("force_custom_plan"),
    NO_VALUES("force_generic_plan");

    private final String mode;

    Knows(String mode) {
      this.mode = mode;
    }
  }

  /** The rows of the result, or with {@code explain …} before it of its plan. */
  List<String> run(Knows knows, MessageQuery query, String sql, String explain) {
    Map<String, Object> values = new HashMap<>(query.values());
    values.putAll(Map.of("until", 20L, "size", 20, "skip", 0L));
    List<String> types = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    // Like the driver's, each use of a name is a parameter of its own.
    String numbered =
        PARAMETER
            .matcher(sql)
            .replaceAll(name -> {
              Object value = values.get(name.group(1));
              types.add(type(value));
              arguments.add("'" + value + "'");
              return Matcher.quoteReplacement("$" + types.size());
            });
    session.execute("set search_path = " + schema);
    session.execute("set plan_cache_mode = " + knows.mode);
    session.execute("prepare asked (" + String.join(", ", types) + ") as " + numbered);
    try {
      return session.query(explain + " execute asked (" + String.join(", ", arguments) + ")");
    } finally {
      session.execute("deallocate asked");
    }
  }

  private static String type(Object value) {
    return switch (value) {
      case UUID _ -> "uuid";
      case String _ -> "varchar";
      case Boolean _ -> "boolean";
      case Integer _ -> "integer";
      case Long _ -> "bigint";
      case OffsetDateTime _ -> "timestamptz";
      default -> throw new AssertionError(value);
    };
  }
}
