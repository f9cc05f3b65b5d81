package chatwarp.simulator.listen;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** Turns Jetty's requests into ours. */
final class HttpBridge extends Handler.Abstract {
  private final HttpService service;
  private final StreamService streams;

  HttpBridge(HttpService service, StreamService streams) {
    this.service = service;
    this.streams = streams;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    if (streams.takes(Request.getPathInContext(request))) {
      stream(request, response, callback);
      return true;
    }
    HttpAnswer answer;
    byte[] body = body(request);
    if (body.length > HttpRequest.MAX_BODY) {
      answer = HttpAnswer.text(413, "the body is larger than " + HttpRequest.MAX_BODY + " bytes");
    } else {
      answer =
          service.answer(
              new HttpRequest(
                  request.getMethod(),
                  Request.getPathInContext(request),
                  query(request),
                  ByteBuffer.wrap(body),
                  request.isSecure(),
                  request.getHttpURI().getAuthority()));
    }
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    response.write(true, answer.body().duplicate(), callback);
    return true;
  }

  private void stream(Request request, Response response, Callback callback) throws IOException {
    StreamAnswer answer =
        streams.answer(
            new StreamRequest(
                request.getMethod(),
                Request.getPathInContext(request),
                query(request),
                Optional.ofNullable(request.getHeaders().get(HttpHeader.RANGE)),
                Content.Source.asInputStream(request)));
    try (StreamAnswer.Body body = answer.body()) {
      response.setStatus(answer.status());
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length());
      answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
      try (OutputStream out = Content.Sink.asOutputStream(response)) {
        body.writeTo(out);
      }
      callback.succeeded();
    } catch (IOException e) {
      // The client has gone: there is nobody to tell but Jetty.
      callback.failed(e);
    }
  }

  private static byte[] body(Request request) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      return in.readNBytes(HttpRequest.MAX_BODY + 1);
    }
  }

  private static Map<String, String> query(Request request) {
    Map<String, String> query = new HashMap<>();
    for (Fields.Field field : Request.extractQueryParameters(request)) {
      query.put(field.getName(), field.getValues().getLast());
    }
    return query;
  }
}
