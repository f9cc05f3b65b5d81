package chatwarp.adapters.http.route;

import chatwarp.adapters.http.evolution.Failure;
import chatwarp.adapters.http.evolution.FailureCode;
import chatwarp.adapters.http.evolution.Json;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers requests that Jetty itself turns away, before any route sees them: broken request lines,
 * oversize headers. Same envelope as everywhere, instead of Jetty's page.
 */
final class UnreadableRequests implements Request.Handler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus() < 400 ? 500 : response.getStatus();
    Failure failure =
        status < 500
            ? Failure.bare(status, FailureCode.UNREADABLE_REQUEST, "The request cannot be read")
            : Failure.bare(status, FailureCode.INTERNAL, "Internal Server Error");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
    response.write(true, ByteBuffer.wrap(Json.bytes(failure.envelope(Optional.empty()))), callback);
    return true;
  }
}
