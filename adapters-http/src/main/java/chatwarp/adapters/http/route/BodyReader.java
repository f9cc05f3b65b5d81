package chatwarp.adapters.http.route;

import chatwarp.adapters.http.evolution.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;

/** Reads request bodies, JSON or form, up to a limit of bytes. Any thread may call. */
final class BodyReader {
  private final long limit;

  BodyReader(long limit) {
    this.limit = limit;
  }

  /** Reads the body; whatever does not call itself a form is taken as JSON, as the peer does. */
  JsonNode read(Context context) {
    if (context.req().getContentLengthLong() > limit) {
      throw new RequestException.TooLarge(limit);
    }
    // Not context.bodyInputStream(): it knows only Javalin's own limit.
    try (InputStream in = new LimitedInput(context.req().getInputStream(), limit)) {
      return context.isFormUrlencoded()
          ? FormBody.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          : Json.read(in);
    } catch (IOException | JacksonIOException e) {
      throw new RequestException.Incomplete(e);
    } catch (JacksonException e) {
      throw new RequestException.Malformed("The body is not valid JSON", e);
    }
  }
}
