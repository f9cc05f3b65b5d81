package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.crypto.InvalidCurveKeyException;
import chatwarp.adapters.wa.device.Bundles;
import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.Peers;
import chatwarp.adapters.wa.device.Peers.Peer;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.signal.Encryption;
import chatwarp.adapters.wa.signal.PreKeyBundle;
import chatwarp.adapters.wa.signal.SessionRecord;
import chatwarp.adapters.wa.signal.SignalException;
import chatwarp.adapters.wa.stream.Acks;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.Lane;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.StatusScope;
import chatwarp.domain.model.UserJid;
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
 * Answering devices that could not read a message of ours (05 §13).
 *
 * <p>Called by the inbox worker. What needs an answer of the server is done in the chore lane, so
 * that the worker never waits for one.
 */
public final class RetryAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(RetryAnswers.class);

  /** How often a device may have a message again. */
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
  public RetryAnswers(
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
    if (sent.isEmpty() || before.count() >= MOST || !entitled(step, sent.get(), request)) {
      LOG.info("a retry receipt is left unanswered");
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

  /** Only who was sent a message, and we ourselves, may have it again. */
  private boolean entitled(Step step, SentMessage sent, Request request) {
    UserJid asking = request.device().owner();
    if (OwnAddress.of(step.auth()).is(asking)) {
      return true;
    }
    if (StatusReactions.poster(sent).isEmpty() && MessageSource.amongMany(sent.chat())) {
      return GroupResend.entitled(
          step, ciphers.group(), request.id(), sent, Peers.fetched(step, request.device()));
    }
    Optional<UserJid> only =
        sent.chat() instanceof UserJid chat ? Optional.of(chat) : StatusReactions.poster(sent);
    if (only.isEmpty()) {
      return false;
    }
    step.want(LidMap.keys(asking));
    step.want(LidMap.keys(only.get()));
    return LidMap.same(step, asking, only.get());
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
    boolean amongMany = MessageSource.amongMany(sent.chat());
    Optional<UserJid> poster = StatusReactions.poster(sent);
    byte[] plain =
        amongMany && poster.isEmpty()
            ? GroupResend.withKey(step, ciphers.group(), sent, peer, clock.instant())
            : own
                ? Outgoing.sentByUs(content, poster.map(Jid.class::cast).orElseGet(sent::chat))
                    .toByteArray()
                : sent.content();
    StanzaKind kind = StanzaKind.of(content);
    Encryption sealed =
        ciphers
            .of(step)
            .encrypt(
                Peers.session(step, peer), Peers.identity(step, peer), Padding.add(plain, random));
    Peers.session(step, peer, sealed.next());
    List<Node> children = new ArrayList<>();
    children.add(FanOut.enc(sealed.ciphertext(), kind).attr("count", request.count()).build());
    FanOut.deviceIdentity(step).ifPresent(children::add);
    StatusScope scope =
        sent.chat().equals(BroadcastJid.STATUS)
            ? SentMessages.scope(step, request.id())
            : StatusScope.CONTACTS;
    children.addAll(SideNodes.of(content, sent.chat(), scope));
    NodeBuilder stanza =
        Node.builder("message")
            .attr("id", request.id().value())
            .attr("type", kind.type())
            .attrText("edit", kind.edit());
    if (amongMany) {
      GroupResend.address(step, stanza, sent.chat(), request.device());
    } else {
      stanza.attr("to", FanOut.wire(request.device())).attr("device_fanout", "false");
      if (own) {
        stanza.attr("recipient", sent.chat());
      }
    }
    return stanza.children(children).build();
  }
}
