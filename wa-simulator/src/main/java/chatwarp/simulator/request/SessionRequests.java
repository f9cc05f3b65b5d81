package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.simulator.exchange.Answer;
import chatwarp.simulator.exchange.Stanzas;
import chatwarp.simulator.media.MediaTickets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The small change of a session: going active, pings, server properties, media hosts. */
final class SessionRequests implements Topic {
  static final List<String> TOPICS =
      List.of(
          "passive",
          "w:p",
          "abt",
          "w:m",
          "w:stats",
          "urn:xmpp:whatsapp:dirty",
          "urn:xmpp:whatsapp:push",
          "urn:xmpp:whatsapp:account",
          "disappearing_mode",
          "w:biz",
          "bot");

  /** Switches Baileys' habit of attaching privacy tokens on (05 §10). */
  private static final long TOKENS_ON_MESSAGES = 10518;

  /** The same for questions about profile pictures. */
  private static final long TOKENS_ON_PICTURES = 9666;

  private static final String LOOPBACK = "127.0.0.1:";
  private static final String LOOPBACK_NAME = "localhost:";

  private final Supplier<String> mediaHost;
  private final MediaTickets tickets;
  private final InstantSource clock;

  SessionRequests(Supplier<String> mediaHost, MediaTickets tickets, InstantSource clock) {
    this.mediaHost = mediaHost;
    this.tickets = tickets;
    this.clock = clock;
  }

  @Override
  public Optional<Answer> answer(Request request) {
    return switch (request.iq().requireAttr("xmlns")) {
      case "passive" -> passive(request);
      case "w:p" ->
          Optional.of(
              Answer.of(
                  Stanzas.result(request.iq()).toBuilder()
                      .attr("t", clock.instant().getEpochSecond())
                      .build()));
      case "abt" -> request.result(properties());
      case "w:m" -> request.result(mediaConnection());
      case "w:biz" -> request.result(Node.of("business_profile"));
      default -> request.result();
    };
  }

  /** The backlog is for clients that said they are active (09 §4). */
  private static Optional<Answer> passive(Request request) {
    Node result = Stanzas.result(request.iq());
    return request.subject().equals("active")
        ? Optional.of(new Answer(result, () -> request.exchange().activate(request.from())))
        : Optional.of(Answer.of(result));
  }

  private static Node properties() {
    return Node.builder("props")
        .attr("protocol", 1)
        .attr("hash", "simulator")
        .attr("refresh", 86400)
        .children(on(TOKENS_ON_MESSAGES), on(TOKENS_ON_PICTURES))
        .build();
  }

  private static Node on(long property) {
    return Node.builder("prop").attr("config_code", property).attr("config_value", 1).build();
  }

  private Node mediaConnection() {
    return Node.builder("media_conn")
        .attr("auth", tickets.issue())
        .attr("ttl", MediaTickets.ROUTE_LIFE.toSeconds())
        .attr("auth_ttl", MediaTickets.LIFE.toSeconds())
        .attr("max_buckets", 12)
        .children(host(mediaHost.get()))
        .build();
  }

  private static Node host(String name) {
    NodeBuilder host = Node.builder("host").attr("hostname", name).attr("type", "primary");
    fallbackHost(name).ifPresent(other -> host.attr("fallback_hostname", other));
    return host.children(Node.of("upload"), Node.of("download")).build();
  }

  /** Loopback goes by two names, both in the certificate; elsewhere there is one host only. */
  private static Optional<String> fallbackHost(String host) {
    return Optional.of(host)
        .filter(name -> name.startsWith(LOOPBACK))
        .map(name -> LOOPBACK_NAME + name.substring(LOOPBACK.length()));
  }
}
