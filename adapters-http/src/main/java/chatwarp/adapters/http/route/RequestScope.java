package chatwarp.adapters.http.route;

import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Gives each request an id, which its answer and every log line made on the way carry, and writes
 * one line when it is done.
 */
final class RequestScope {
  static final String HEADER = "X-Request-Id";

  /** A request's id in log lines. */
  private static final String ID = "request_id";

  /** The instance a request is about, in log lines. */
  private static final String INSTANCE = "instance";

  private static final Logger LOG = LoggerFactory.getLogger(RequestScope.class);

  /** Ids that callers may choose; anything else could forge log lines. */
  private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final RandomGenerator random;

  RequestScope(RandomGenerator random) {
    this.random = random;
  }

  /** Begins a request, on the thread that handles it. */
  void begin(Context context) {
    String id =
        Optional.ofNullable(context.header(HEADER))
            .filter(text -> ACCEPTABLE.matcher(text).matches())
            .orElseGet(() -> HexFormat.of().toHexDigits(random.nextLong()));
    context.attribute(ID, id);
    context.header(HEADER, id);
    MDC.put(ID, id);
  }

  /** Names the instance in the log lines that follow. */
  static void about(String instance) {
    MDC.put(INSTANCE, instance);
  }

  /** The id of a request. */
  static String id(Context context) {
    return Optional.ofNullable(context.<String>attribute(ID)).orElse("none");
  }

  /** Ends a request: one line, without what was asked or answered. */
  void end(Context context, float millis) {
    try {
      LOG.debug("{} answered {} in {} ms", context.method(), context.statusCode(), (long) millis);
    } finally {
      MDC.remove(ID);
      MDC.remove(INSTANCE);
    }
  }
}
