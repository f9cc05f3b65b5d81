package chatwarp.adapters.http.route;

import chatwarp.adapters.http.evolution.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The banner and the health of the server (evolution-v2 §0, §8.11). */
final class RootRoutes {
  private final HttpConfig.Banner banner;
  private final Optional<String> serverUrl;
  private final Readiness readiness;

  RootRoutes(HttpConfig.Banner banner, Optional<String> serverUrl, Readiness readiness) {
    this.banner = banner;
    this.serverUrl = serverUrl;
    this.readiness = readiness;
  }

  List<Route> routes() {
    return List.of(
        open("/", this::banner),
        open("/healthz", _ -> health(true)),
        open("/health", _ -> health(true)),
        open("/ping", _ -> health(true)),
        open("/readyz", _ -> health(readiness.ready())));
  }

  private static Route open(String path, Action action) {
    return new Route(Method.GET, path, Protection.NONE, action);
  }

  private static Answer health(boolean ok) {
    return new Answer.Json(ok ? 200 : 503, Json.object().put("ok", ok));
  }

  private Answer banner(Call call) {
    return prefersHtml(call) ? new Answer.Html(200, page()) : Answer.ok(json(call));
  }

  private ObjectNode json(Call call) {
    return Json.object()
        .put("status", 200)
        .put("message", "Welcome to chatwarp, it is working!")
        .put("version", banner.version())
        .put("serverVersion", banner.serverVersion())
        .put("clientName", banner.clientName())
        .put("documentation", serverUrl.orElseGet(call::origin) + "/swagger")
        .put("whatsappWebVersion", banner.webVersion());
  }

  /** A page for people: when HTML is asked for before JSON. */
  private static boolean prefersHtml(Call call) {
    String accept = call.header("Accept").orElse("");
    int html = accept.indexOf("text/html");
    int json = accept.indexOf("application/json");
    return html >= 0 && (json < 0 || html < json);
  }

  /** Nothing in it comes from the request. */
  private String page() {
    return """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><title>chatwarp</title></head>
    <body><h1>chatwarp is working</h1><p>Version %s</p></body>
    </html>
    """
        .formatted(banner.serverVersion());
  }
}
