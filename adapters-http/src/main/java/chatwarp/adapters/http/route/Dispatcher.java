package chatwarp.adapters.http.route;

import chatwarp.adapters.http.auth.Caller;
import chatwarp.adapters.http.auth.Gate;
import chatwarp.adapters.http.auth.UnauthorizedException;
import chatwarp.adapters.http.evolution.Failure;
import chatwarp.adapters.http.evolution.FailureCode;
import chatwarp.adapters.http.evolution.Json;
import chatwarp.domain.model.Instance;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Takes a request through the gate to its operation and its answer, or its failure, back. */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final String RETRY_AFTER_SECONDS = "1";
  private static final String JSON = "application/json; charset=utf-8";

  private final Gate gate;
  private final BodyReader bodies;

  Dispatcher(Gate gate, BodyReader bodies) {
    this.gate = gate;
    this.bodies = bodies;
  }

  /** Runs an operation, to an answer in any case. */
  void dispatch(Route route, Context context) {
    try {
      run(route, context);
    } catch (RuntimeException | Error failure) {
      fail(failure, route.failed(), context);
    }
  }

  /** Key first, then existence, then the body. */
  private void run(Route route, Context context) {
    Caller caller =
        route.protection() == Protection.NONE
            ? new Caller.Nobody()
            : gate.caller(name -> Optional.ofNullable(context.header(name)));
    Optional<Instance> instance =
        switch (route.protection()) {
          case NONE -> Optional.empty();
          case GLOBAL -> {
            gate.requireOperator(caller);
            yield Optional.empty();
          }
          case ANY_KEY -> {
            if (caller instanceof Caller.Nobody) {
              throw new UnauthorizedException();
            }
            yield Optional.empty();
          }
          case INSTANCE ->
              Optional.of(gate.requireInstance(caller, context.pathParam(Route.INSTANCE)));
        };
    instance.ifPresent(found -> RequestScope.about(found.name().value()));
    try (Spool spool = new Spool()) {
      switch (route.action().answer(new HttpCall(context, bodies, spool, caller, instance))) {
        case Answer.Json(int status, JsonNode body) -> json(context, status, body);
        case Answer.Html(int status, String body) -> context.status(status).html(body);
        case Answer.Streamed(int status, Answer.Writer writer) -> stream(context, status, writer);
      }
    }
  }

  /** Answers a failure outside every operation. */
  void fail(Throwable thrown, Context context) {
    fail(thrown, Route.Failed.ENVELOPE, context);
  }

  /** Nothing of what an exception says leaves with a 5xx. */
  private static void fail(Throwable thrown, Route.Failed where, Context context) {
    if (thrown instanceof NotFoundResponse || thrown instanceof RequestException.NotImplemented) {
      notImplemented(context);
      return;
    }
    Failure failure = Failures.of(thrown);
    boolean ours = failure.status() >= 500;
    log(failure, thrown);
    if (failure.status() == 503) {
      context.header("Retry-After", RETRY_AFTER_SECONDS);
    }
    Optional<String> requestId = ours ? Optional.of(RequestScope.id(context)) : Optional.empty();
    json(
        context,
        failure.status(),
        switch (where) {
          case ENVELOPE -> failure.envelope(requestId);
          case TOP_AS_WELL -> failure.flatEnvelope(requestId);
        });
  }

  /** The seed's answer, two members exactly: to routes there are not, or not yet. */
  private static void notImplemented(Context context) {
    json(
        context,
        501,
        Json.object()
            .put("error", FailureCode.NOT_IMPLEMENTED.text())
            .put("route", context.path()));
  }

  private static void log(Failure failure, Throwable thrown) {
    switch (failure.status()) {
      case 500, 502 -> LOG.error("a request failed: {}", failure.code(), thrown);
      case 503 -> {
        if (thrown.getCause() == null) {
          // A server that is starting or stopping: where it was found out says nothing.
          LOG.warn("a request was turned away: {}", failure.code().text());
        } else {
          LOG.warn("a request was turned away: {}", failure.code().text(), thrown);
        }
      }
      default -> LOG.debug("a request was refused: {} {}", failure.status(), failure.code());
    }
  }

  private static void stream(Context context, int status, Answer.Writer writer) {
    context.status(status).contentType(JSON);
    try {
      writer.write(context.outputStream());
    } catch (IOException e) {
      // The head has left: the caller sees a body that breaks off.
      LOG.info("an answer could not be written to its end", e);
      throw new RequestException.Incomplete(e);
    }
  }

  private static void json(Context context, int status, JsonNode body) {
    context.status(status).contentType(JSON).result(Json.bytes(body));
  }
}
