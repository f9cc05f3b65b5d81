package chatwarp.adapters.http.route;

import chatwarp.adapters.http.auth.Caller;
import chatwarp.adapters.http.evolution.Uploads;
import chatwarp.domain.model.Instance;
import io.javalin.http.Context;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A call as it came over HTTP. */
record HttpCall(
    Context context, BodyReader bodies, Spool spool, Caller caller, Optional<Instance> target)
    implements Call {

  @Override
  public Instance instance() {
    return target.orElseThrow(
        () -> new IllegalStateException("this route does not name an instance"));
  }

  @Override
  public JsonNode body() {
    return bodies.read(context, spool);
  }

  @Override
  public Uploads uploads() {
    return spool;
  }

  @Override
  public Optional<String> query(String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isBlank());
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(context.header(name));
  }

  @Override
  public String path() {
    return context.path();
  }

  @Override
  public String origin() {
    return context.scheme() + "://" + context.host();
  }
}
