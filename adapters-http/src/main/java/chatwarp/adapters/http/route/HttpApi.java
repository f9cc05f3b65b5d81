package chatwarp.adapters.http.route;

import chatwarp.adapters.http.auth.Gate;
import chatwarp.adapters.http.evolution.EvolutionRenderer;
import chatwarp.adapters.http.evolution.InstanceAnswers;
import chatwarp.adapters.http.evolution.MessageObject;
import chatwarp.adapters.http.evolution.QrImage;
import chatwarp.adapters.http.evolution.Rgb;
import chatwarp.adapters.http.evolution.SendBodies;
import chatwarp.domain.port.EventRenderer;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.plugin.Plugin;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * The REST API, served over HTTP until it is closed. Each request has a virtual thread of its own.
 */
public final class HttpApi implements AutoCloseable {
  /** Longer than a send waits for its acknowledgement. */
  private static final Duration DRAIN = Duration.ofSeconds(15);

  private final Javalin server;

  private HttpApi(Javalin server) {
    this.server = server;
  }

  /**
   * Starts serving.
   *
   * @param useCases asked for anew by each request
   * @param random for request ids
   * @param clock tells how long a chat has been quiet
   * @param plugins served on the same port, for example socket.io
   */
  public static HttpApi start(
      HttpConfig config,
      UseCases useCases,
      Readiness readiness,
      RandomGenerator random,
      InstantSource clock,
      List<Plugin<?>> plugins) {
    List<Route> routes = routes(config, useCases, readiness, clock);
    Dispatcher dispatcher =
        new Dispatcher(
            new Gate(config.access(), useCases::instances), new BodyReader(config.bodyLimit()));
    Javalin server =
        Javalin.create(javalin -> {
          configure(javalin, config);
          wire(javalin, dispatcher, new CorsFilter(config.cors()), new RequestScope(random));
          routes.forEach(route -> add(javalin, dispatcher, route));
          plugins.forEach(javalin::registerPlugin);
        });
    return new HttpApi(server.start());
  }

  /**
   * What events look like to their receivers: the same shapes as the API's answers.
   *
   * @param serverUrl the address users reach the server by
   */
  public static EventRenderer eventRenderer(HttpConfig config, String serverUrl) {
    return new EvolutionRenderer(
        serverUrl, new QrImage(Rgb.parse(config.qrColor())), config.preferPhoneJid());
  }

  /** Every operation there is, the more special path before the more general one. */
  static List<Route> routes(
      HttpConfig config, UseCases useCases, Readiness readiness, InstantSource clock) {
    QrImage qrImage = new QrImage(Rgb.parse(config.qrColor()));
    SendBodies bodies =
        new SendBodies(config.longestDelay(), json -> useCases.chats().content(json));
    MessageObject object = new MessageObject(config.preferPhoneJid());
    List<Route> routes = new ArrayList<>();
    routes.addAll(new RootRoutes(config.banner(), config.serverUrl(), readiness).routes());
    routes.addAll(
        new InstanceRoutes(useCases, new InstanceAnswers(qrImage, config.banner().clientName()))
            .routes());
    routes.addAll(new WebhookRoutes(useCases).routes());
    routes.addAll(new MessageRoutes(useCases, bodies, object).routes());
    routes.addAll(new ChatRoutes(useCases, bodies, object, clock).routes());
    routes.addAll(new ProfileRoutes(useCases).routes());
    routes.addAll(new GroupRoutes(useCases, bodies).routes());
    routes.addAll(new CommunityRoutes(useCases).routes());
    return List.copyOf(routes);
  }

  /** The port that is listened on. */
  public int port() {
    return server.port();
  }

  /** Takes no more requests, and gives those under way 15 s to finish. */
  @Override
  public void close() {
    server.stop();
  }

  private static void configure(JavalinConfig javalin, HttpConfig config) {
    javalin.startup.showJavalinBanner = false;
    javalin.concurrency.useVirtualThreads = true;
    javalin.jetty.host = config.host();
    javalin.jetty.port = config.port();
    javalin.router.ignoreTrailingSlashes = true;
    javalin.router.caseInsensitiveRoutes = true;
    // Names may hold an encoded '/', '%' or dots; the gate judges the decoded name, not Jetty.
    javalin.jetty.modifyHttpConfiguration(http -> {
      http.setUriCompliance(UriCompliance.UNSAFE);
      http.setSendServerVersion(false);
    });
    javalin.jetty.modifyServer(jetty -> {
      jetty.setErrorHandler(new UnreadableRequests());
      // Javalin puts its own handler inside: stopping waits for the requests under way.
      jetty.setHandler(new GracefulHandler());
      jetty.setStopTimeout(DRAIN.toMillis());
    });
    javalin.jetty.modifyServletContextHandler(
        context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
  }

  private static void wire(
      JavalinConfig javalin, Dispatcher dispatcher, CorsFilter cors, RequestScope scope) {
    javalin.routes.before(context -> {
      scope.begin(context);
      cors.grant(context);
      if (context.method().equals(HandlerType.OPTIONS) && cors.isPreflight(context)) {
        cors.answerPreflight(context);
        context.skipRemainingHandlers();
      }
    });
    javalin.routes.exception(Exception.class, dispatcher::fail);
    // Javalin has an answer of its own for these, which a handler for all exceptions does not
    // replace.
    javalin.routes.exception(HttpResponseException.class, dispatcher::fail);
    javalin.requestLogger.http(scope::end);
  }

  private static void add(JavalinConfig javalin, Dispatcher dispatcher, Route route) {
    javalin.routes.addHttpHandler(
        HandlerType.findOrCreate(route.method().name()),
        route.path().replaceAll(":([A-Za-z]+)", "{$1}"),
        context -> dispatcher.dispatch(route, context));
  }
}
