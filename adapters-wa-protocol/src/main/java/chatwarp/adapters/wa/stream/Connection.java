package chatwarp.adapters.wa.stream;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.node.NodeDecoder;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.node.NodeFormatException;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.Timers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection after its handshake, from the first stanza to the end.
 *
 * <p>A virtual thread of its own reads; it completes requests itself and hands everything else to
 * the listener. Any thread may send and ask. A frame that is no node is dropped; a frame that
 * cannot be decrypted ends the connection, because nothing after it can be.
 */
public final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(75);

  private final Link link;
  private final ConnectionListener listener;
  private final Executor executor;
  private final Requests requests;
  private final Keepalive keepalive;
  private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
  private boolean loggedIn;

  /** Over a link whose handshake is done; nothing happens before {@link #start}. */
  public Connection(
      Link link,
      ConnectionListener listener,
      Executor executor,
      Timers timers,
      InstantSource clock,
      RandomGenerator random) {
    this.link = link;
    this.listener = listener;
    this.executor = executor;
    this.requests = new Requests(random.nextInt(1 << 16) + "." + random.nextInt(1 << 16) + "-");
    this.keepalive = new Keepalive(timers, clock, random, this::ping, this::lost);
  }

  /** Starts the reader. */
  public void start() {
    executor.execute(this::read);
    keepalive.start();
  }

  /** Whether it has not ended. */
  public boolean open() {
    return ending.get() == null;
  }

  /** An id that this connection has not used. */
  public String nextId() {
    return requests.nextId();
  }

  /**
   * Asks the server and blocks until it answered.
   *
   * @param iq without id; gets one
   * @throws SessionException.Refused when the answer is an error
   * @throws SessionException.TimedOut after 75 s
   * @throws SessionException.NotConnected when the connection ended before
   */
  public Node request(NodeBuilder iq) {
    String id = nextId();
    CompletableFuture<Node> answer = requests.expect(id);
    try {
      Node node = iq.attr("id", id).build();
      send(node);
      return answer.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failed(e);
    } catch (TimeoutException e) {
      SessionException late = new SessionException.TimedOut("a request");
      late.initCause(e);
      throw late;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SessionException.NotConnected();
    } finally {
      requests.forget(id);
    }
  }

  /** The failure as the asking thread's own, so that its stack says who asked. */
  private static SessionException failed(ExecutionException e) {
    SessionException mine =
        switch (e.getCause()) {
          case SessionException.Refused r ->
              new SessionException.Refused(r.code(), String.valueOf(r.getMessage()));
          case SessionException.NotConnected _ -> new SessionException.NotConnected();
          case null, default -> new SessionException.Malformed("the request failed");
        };
    mine.initCause(e.getCause());
    return mine;
  }

  /** Begins a question to the server itself. */
  public static NodeBuilder iq(String type, String namespace) {
    return Node.builder("iq")
        .attr("to", ServerJid.WHATSAPP)
        .attr("type", type)
        .attr("xmlns", namespace);
  }

  /** Sends a stanza; blocks while the socket is full. */
  public void send(Node stanza) {
    write(() -> link.send(stanza));
  }

  /** Sends a stanza that was encoded before. */
  public void send(byte[] stanza) {
    write(() -> link.send(stanza));
  }

  private void write(Runnable sending) {
    if (!open()) {
      throw new SessionException.NotConnected();
    }
    keepalive.sent();
    try {
      sending.run();
    } catch (LinkException e) {
      LOG.debug("sending failed", e);
      close(new Ending(DisconnectReason.CONNECTION_LOST, "the connection was lost"));
      throw new SessionException.NotConnected();
    }
  }

  /** Ends the connection for this reason, unless it already ended for another. */
  public void close(Ending why) {
    ending.compareAndSet(null, why);
    link.close();
  }

  private void read() {
    try {
      while (open()) {
        byte[] frame = link.receive();
        keepalive.received();
        handle(frame);
      }
    } catch (LinkException e) {
      LOG.debug("the connection ended", e);
      close(new Ending(DisconnectReason.CONNECTION_LOST, "the connection was lost"));
    } finally {
      Ending failed = new Ending(DisconnectReason.CONNECTION_LOST, "the reader failed");
      close(failed);
      keepalive.stop();
      requests.end(new SessionException.NotConnected());
      listener.ended(Objects.requireNonNullElse(ending.get(), failed));
    }
  }

  private void handle(byte[] frame) {
    Node node;
    try {
      node = NodeDecoder.decode(frame);
    } catch (NodeFormatException e) {
      LOG.warn("dropped a frame of {} bytes that is no node: {}", frame.length, e.getMessage());
      return;
    }
    LOG.trace("received {}", node);
    try {
      route(node);
    } catch (NodeException | InvalidValueException e) {
      LOG.warn("dropped a stanza: {}", e.getMessage());
    }
  }

  private void route(Node node) {
    switch (node.tag()) {
      case "iq" -> routeIq(node);
      case "ack" -> listener.acknowledged(node);
      case "success" -> {
        if (!loggedIn) {
          loggedIn = true;
          listener.loggedIn(node);
        }
      }
      case "failure" -> close(Endings.ofFailure(node));
      case "stream:error" -> close(Endings.ofStreamError(node));
      case "xmlstreamend" ->
          close(new Ending(DisconnectReason.CONNECTION_LOST, "the server ended the stream"));
      case "ib" -> listener.informed(node);
      default -> listener.arrived(node);
    }
  }

  private void routeIq(Node iq) {
    String type = iq.attr("type").orElse("");
    if (type.equals("result") || type.equals("error")) {
      if (!iq.attr("id").map(id -> requests.answer(id, iq)).orElse(false)) {
        LOG.debug("an answer that nobody waits for: {}", iq);
      }
    } else if (iq.attrIs("xmlns", "urn:xmpp:ping")) {
      // Not from the reader: it must never wait for room in the socket.
      executor.execute(() -> trySend(pong(iq)));
    } else {
      listener.asked(iq);
    }
  }

  private static Node pong(Node ping) {
    return Node.builder("iq")
        .attr("to", ServerJid.WHATSAPP)
        .attr("type", "result")
        .attrText("id", ping.attr("id"))
        .build();
  }

  private void ping() {
    trySend(iq("get", "w:p").attr("id", nextId()).build());
  }

  /** Sends a stanza that nobody misses when the connection has ended, for example an ack. */
  public void trySend(Node stanza) {
    try {
      send(stanza);
    } catch (SessionException.NotConnected e) {
      LOG.debug("not sent, the connection has ended: {}", stanza, e);
    }
  }

  private void lost() {
    close(new Ending(DisconnectReason.CONNECTION_LOST, "the server stopped answering"));
  }
}
