package chatwarp.adapters.http.route;

import io.javalin.http.Context;
import java.util.Optional;

/** Tells browsers which pages may call (Fetch standard, CORS protocol). */
final class CorsFilter {
  /** What pages may send; a browser asks before it does. */
  private static final String HEADERS =
      "apikey, content-type, authorization, idempotency-key, x-chatwarp-password, x-request-id";

  private static final String ONE_DAY = "86400";

  private final CorsPolicy policy;

  CorsFilter(CorsPolicy policy) {
    this.policy = policy;
  }

  /** Adds what the policy grants to this page; a page that is kept out sees no such header. */
  void grant(Context context) {
    context.header("Vary", "Origin");
    Optional.ofNullable(context.header("Origin"))
        .flatMap(policy::allowed)
        .ifPresent(origin -> {
          context.header("Access-Control-Allow-Origin", origin);
          context.header("Access-Control-Expose-Headers", RequestScope.HEADER);
          if (policy.credentials()) {
            context.header("Access-Control-Allow-Credentials", "true");
          }
        });
  }

  /** Whether this is a browser asking beforehand rather than a request. */
  boolean isPreflight(Context context) {
    return context.header("Origin") != null
        && context.header("Access-Control-Request-Method") != null;
  }

  /** Answers a browser that asks beforehand. */
  void answerPreflight(Context context) {
    context.header("Access-Control-Allow-Methods", String.join(", ", policy.methods()));
    context.header("Access-Control-Allow-Headers", HEADERS);
    context.header("Access-Control-Max-Age", ONE_DAY);
    context.status(204);
  }
}
