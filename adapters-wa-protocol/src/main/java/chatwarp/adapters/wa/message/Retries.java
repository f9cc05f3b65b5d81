package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.crypto.InvalidCurveKeyException;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.device.Bundles;
import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.OwnKeys;
import chatwarp.adapters.wa.device.Peers;
import chatwarp.adapters.wa.device.Peers.Peer;
import chatwarp.adapters.wa.device.PreKeyService;
import chatwarp.adapters.wa.device.PreKeys;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.signal.Encryption;
import chatwarp.adapters.wa.signal.PreKeyBundle;
import chatwarp.adapters.wa.signal.RetryReason;
import chatwarp.adapters.wa.signal.SessionRecord;
import chatwarp.adapters.wa.signal.SignalException;
import chatwarp.adapters.wa.stream.Acks;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.Lane;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.IdentityState;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.port.SessionException;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asking for messages again that we could not read, and answering devices that ask for ours (05
 * §13).
 *
 * <p>Called by the inbox worker. What needs an answer of the server is done in the chore lane, so
 * that the worker never waits for one.
 */
public final class Retries {
  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

  /** How often a message is asked for, by us and of us. */
  private static final int MOST = 5;

  private final StagedState state;
  private final Ciphers ciphers;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Lane chores;

  /**
   * @param random a secure generator
   * @param clock the server's time
   * @param chores runs what waits for the server
   */
  public Retries(
      StagedState state,
      Ciphers ciphers,
      RandomGenerator random,
      InstantSource clock,
      Lane chores) {
    this.state = state;
    this.ciphers = ciphers;
    this.random = random;
    this.clock = clock;
    this.chores = chores;
  }

  /** Counts a message that could not be read and asks its sender for it, five times at most. */
  void ask(
      Step step, Node message, MessageSource source, SignalException why, Connection connection) {
    String name = RetryState.asking(source);
    int before = step.read(RetryState.KIND, name).map(RetryState::count).orElse(0);
    int count = Math.max(before, resend(message)) + 1;
    LOG.info("a message cannot be read (attempt {}): {}", count, why.getMessage());
    step.put(
        RetryState.KIND,
        name,
        new RetryState(Math.min(count, MOST + 1), Optional.empty()),
        Optional.of(clock.instant().plus(RetryState.KEPT)));
    Node ack = Acks.of(message);
    if (count <= MOST) {
      Node receipt = receipt(step, message, count, why.reason());
      step.afterwards(() -> connection.trySend(receipt));
    }
    step.afterwards(() -> connection.trySend(ack));
  }

  /** The number of the retry that a message answers, 0 when it is no answer. */
  private static int resend(Node message) {
    return message.children("enc").stream()
        .mapToInt(enc -> Math.clamp(enc.attrLong("count").orElse(0), 0, MOST))
        .max()
        .orElse(0);
  }

  private Node receipt(Step step, Node message, int count, RetryReason reason) {
    IdentityState identity = step.auth().identity();
    String id = message.requireAttr("id");
    NodeBuilder retry =
        Node.builder("retry")
            .attr("count", count)
            .attr("id", id)
            .attrText("t", message.attr("t"))
            .attr("v", "1");
    if (reason != RetryReason.UNKNOWN) {
      retry.attr("error", reason.code());
    }
    List<Node> children = new ArrayList<>();
    children.add(retry.build());
    children.add(Node.of("registration", PreKeyService.registration(identity)));
    if (count > 1 || reason == RetryReason.NO_SESSION) {
      children.add(keys(step, identity));
    }
    return Node.builder("receipt")
        .attr("id", id)
        .attr("type", "retry")
        .attr("to", message.requireJid("from"))
        .attrJid("participant", message.attrJid("participant"))
        .attrJid("recipient", message.attrJid("recipient"))
        .attrText("category", message.attr("category"))
        .children(children)
        .build();
  }

  private Node keys(Step step, IdentityState identity) {
    List<Node> keys = new ArrayList<>();
    keys.add(Node.of("type", new byte[] {PublicKey.TYPE}));
    keys.add(Node.of("identity", identity.identityKey().publicKey().reveal()));
    keys.add(PreKeys.node(PreKeys.generate(step, 1, random).getFirst()));
    keys.add(PreKeys.node(OwnKeys.signedPreKey(identity)));
    FanOut.deviceIdentity(step).ifPresent(keys::add);
    return Node.builder("keys").children(keys).build();
  }

  /** A device asks for a message of ours. */
  public void answer(Node receipt, Connection connection) {
    try {
      DeviceJid device =
          MessageSource.device(receipt.attrJid("participant").orElse(receipt.requireJid("from")));
      Node retry = receipt.requireChild("retry");
      Request request =
          new Request(
              device,
              new MessageId(receipt.attr("id").orElseGet(() -> retry.requireAttr("id"))),
              Math.clamp(retry.attrLong("count").orElse(1), 1, MOST),
              receipt,
              bundle(receipt));
      answer(request, connection, request.bundle());
    } catch (NodeException | InvalidCurveKeyException | SessionException.Malformed e) {
      LOG.warn("a retry receipt cannot be used: {}", e.getMessage());
      acknowledge(receipt, connection);
    }
  }

  private record Request(
      DeviceJid device, MessageId id, int count, Node receipt, Optional<PreKeyBundle> bundle) {}

  private static Optional<PreKeyBundle> bundle(Node receipt) {
    Optional<Node> registration = receipt.child("registration");
    return receipt.child("keys").flatMap(keys -> registration.map(r -> Bundles.parse(keys, r)));
  }

  private void acknowledge(Node receipt, Connection connection) {
    Node ack = Acks.of(receipt);
    state.afterAll(() -> connection.trySend(ack));
  }

  private enum Result {
    DONE,
    NEEDS_BUNDLE
  }

  private void answer(Request request, Connection connection, Optional<PreKeyBundle> bundle) {
    Node ack = Acks.of(request.receipt());
    Result result =
        state
            .step(step -> {
              Result attempt = resend(step, request, connection, bundle);
              if (attempt == Result.DONE) {
                step.afterwards(() -> connection.trySend(ack));
              }
              return attempt;
            })
            .result();
    if (result == Result.NEEDS_BUNDLE
        && !chores.offer(() -> answerWithFetchedBundle(request, connection))) {
      LOG.warn("too many chores: a retry receipt is left unanswered");
      acknowledge(request.receipt(), connection);
    }
  }

  private void answerWithFetchedBundle(Request request, Connection connection) {
    DeviceJid address =
        state.view(step -> {
          step.want(LidMap.keys(request.device().owner()));
          return LidMap.preferLid(step, request.device());
        });
    Optional<PreKeyBundle> bundle =
        Optional.ofNullable(Bundles.fetch(connection, Set.of(address)).get(address));
    if (bundle.isEmpty()) {
      acknowledge(request.receipt(), connection);
    } else {
      answer(request, connection, bundle);
    }
  }

  private Result resend(
      Step step, Request request, Connection connection, Optional<PreKeyBundle> bundle) {
    Optional<SentMessage> sent = step.read(SentMessage.KIND, request.id().value());
    String name = RetryState.asked(request.device(), request.id());
    RetryState before =
        step.read(RetryState.KIND, name).orElse(new RetryState(0, Optional.empty()));
    if (sent.isEmpty() || before.count() >= MOST) {
      LOG.info("a retry receipt is left unanswered: {}", sent.isEmpty() ? "unknown" : "too many");
      return Result.DONE;
    }
    Peer peer = Peers.fetched(step, request.device());
    SessionRecord record = Peers.session(step, peer);
    FanOut fanOut = new FanOut(ciphers.of(step), step);
    if (bundle.isEmpty() && stuck(record, before, request)) {
      return Result.NEEDS_BUNDLE;
    }
    try {
      bundle.ifPresent(keys -> fanOut.begin(peer, keys));
      record = Peers.session(step, peer);
      Node stanza = stanza(step, request, sent.get(), peer);
      step.put(
          RetryState.KIND,
          name,
          new RetryState(before.count() + 1, record.baseKey()),
          Optional.of(clock.instant().plus(RetryState.KEPT)));
      step.afterwards(() -> connection.trySend(stanza));
    } catch (SignalException e) {
      LOG.warn("a message cannot be encrypted again: {}", e.getMessage());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message of ours is no protobuf", e);
    }
    return Result.DONE;
  }

  /** Whether the session cannot be what the device has: it must begin anew. */
  private static boolean stuck(SessionRecord record, RetryState before, Request request) {
    boolean registeredAnew =
        request
            .receipt()
            .child("registration")
            .map(node -> ByteBuffer.wrap(node.requireBytes(4)).getInt())
            .map(id -> record.remoteRegistrationId().orElse(id) != id)
            .orElse(false);
    boolean unchanged =
        request.count() > 2
            && before.baseKey().isPresent()
            && before.baseKey().equals(record.baseKey());
    return !record.canSend() || registeredAnew || unchanged;
  }

  private Node stanza(Step step, Request request, SentMessage sent, Peer peer)
      throws InvalidProtocolBufferException {
    Message content = Message.parseFrom(sent.content());
    boolean own = OwnAddress.of(step.auth()).is(request.device().owner());
    byte[] plain = own ? Outgoing.sentByUs(content, sent.chat()).toByteArray() : sent.content();
    StanzaKind kind = StanzaKind.of(content);
    Encryption sealed =
        ciphers
            .of(step)
            .encrypt(
                Peers.session(step, peer), Peers.identity(step, peer), Padding.add(plain, random));
    Peers.session(step, peer, sealed.next());
    List<Node> children = new ArrayList<>();
    children.add(FanOut.enc(sealed, kind).attr("count", request.count()).build());
    FanOut.deviceIdentity(step).ifPresent(children::add);
    NodeBuilder stanza =
        Node.builder("message")
            .attr("id", request.id().value())
            .attr("to", FanOut.wire(request.device()))
            .attr("type", kind.type())
            .attr("device_fanout", "false")
            .attrText("edit", kind.edit());
    if (own) {
      stanza.attr("recipient", sent.chat());
    }
    return stanza.children(children).build();
  }
}
