package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.device.Bundles;
import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.PeerDataOperationRequestMessage;
import chatwarp.adapters.wa.proto.PeerDataOperationRequestMessage.PlaceholderMessageResendRequest;
import chatwarp.adapters.wa.proto.PeerDataOperationRequestType;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.adapters.wa.signal.PreKeyBundle;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.Lane;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.SessionHost;
import chatwarp.domain.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks our own phone for messages that did not reach this device, or that it cannot read (05 §8,
 * §12, §13). {@link PhoneAnswers} takes what the phone says.
 *
 * <p>Never blocks its caller: what needs the server is done in the chore lane.
 */
public final class PhoneRequests {
  private static final Logger LOG = LoggerFactory.getLogger(PhoneRequests.class);

  /** How long the sender of a message has to send it again before the phone is asked. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Phones answer for no message that is older. */
  private static final Duration OLDEST = Duration.ofDays(14);

  /** Kinds of {@code unavailable} that the phone does not hand out either. */
  private static final Set<String> NOT_HANDED_OUT =
      Set.of("bot_unavailable_fanout", "hosted_unavailable_fanout", "view_once_unavailable_fanout");

  private static final StanzaKind KIND =
      new StanzaKind("text", Optional.empty(), Optional.empty(), false);
  private static final int ID_BYTES = 9;

  /** A message that is not readable here. */
  private record Wanted(MessageKey key, UserJid sender) {}

  private final StagedState state;
  private final Ciphers ciphers;
  private final SessionHost host;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Timers timers;
  private final Lane chores;

  /**
   * @param host knows which messages have come meanwhile
   * @param random a secure generator
   * @param clock the server's time
   * @param chores runs what waits for the server
   */
  public PhoneRequests(
      StagedState state,
      Ciphers ciphers,
      SessionHost host,
      RandomGenerator random,
      InstantSource clock,
      Timers timers,
      Lane chores) {
    this.state = state;
    this.ciphers = ciphers;
    this.host = host;
    this.random = random;
    this.clock = clock;
    this.timers = timers;
    this.chores = chores;
  }

  /** The server has nothing of a message for this device: nobody else will send it. */
  void askForUnavailable(Node message, MessageSource source, Connection connection) {
    Optional<String> kind = message.child("unavailable").flatMap(node -> node.attr("type"));
    if (kind.filter(NOT_HANDED_OUT::contains).isEmpty() && recent(message)) {
      offer(wanted(source), connection);
    }
  }

  /** A message cannot be read: its sender was asked, and may be away. */
  void askSoon(Node message, MessageSource source, Connection connection) {
    if (!source.peer() && recent(message)) {
      Wanted wanted = wanted(source);
      timers.after(PATIENCE, () -> offer(wanted, connection));
    }
  }

  private boolean recent(Node message) {
    var seconds = message.attrLong("t");
    return seconds.isEmpty()
        || Instant.ofEpochSecond(seconds.getAsLong()).plus(OLDEST).isAfter(clock.instant());
  }

  private static Wanted wanted(MessageSource source) {
    return new Wanted(source.key(source.chat()), source.sender());
  }

  private void offer(Wanted wanted, Connection connection) {
    if (!chores.offer(() -> ask(wanted, connection))) {
      LOG.warn("too many chores: our phone is not asked for a message");
    }
  }

  private void ask(Wanted wanted, Connection connection) {
    if (!connection.open() || host.knows(wanted.key().chat(), wanted.sender(), wanted.key().id())) {
      return;
    }
    try {
      List<DeviceJid> lacking = send(wanted, connection, Map.of());
      if (!lacking.isEmpty()) {
        send(wanted, connection, Bundles.fetch(connection, lacking));
      }
    } catch (SessionException.NotConnected e) {
      LOG.debug("our phone is not asked for a message", e);
    }
  }

  /** Sends the request; gives the phone instead when a bundle of it is needed first. */
  private List<DeviceJid> send(
      Wanted wanted, Connection connection, Map<DeviceJid, PreKeyBundle> bundles) {
    return state
        .step(step -> {
          UserJid account = OwnAddress.of(step.auth()).phone().owner();
          step.want(LidMap.keys(account));
          DeviceJid phone = account.device(0);
          FanOut fanOut = new FanOut(ciphers.of(step), step);
          List<DeviceJid> lacking = fanOut.lacking(List.of(phone));
          if (!lacking.isEmpty() && bundles.isEmpty()) {
            return lacking;
          }
          byte[] padded = Padding.add(request(wanted).toByteArray(), random);
          FanOut.Sealed sealed =
              fanOut.seal(List.of(new FanOut.Part(phone, padded)), bundles, KIND);
          sealed
              .encs()
              .values()
              .forEach(enc -> {
                Node stanza = stanza(step, account, enc, sealed.begins());
                step.afterwards(() -> connection.trySend(stanza));
              });
          return List.<DeviceJid>of();
        })
        .result();
  }

  private static Message request(Wanted wanted) {
    return Message.newBuilder()
        .setProtocolMessage(
            ProtocolMessage.newBuilder()
                .setType(ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_MESSAGE)
                .setPeerDataOperationRequestMessage(
                    PeerDataOperationRequestMessage.newBuilder()
                        .setPeerDataOperationRequestType(
                            PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND)
                        .addPlaceholderMessageResendRequest(
                            PlaceholderMessageResendRequest.newBuilder()
                                .setMessageKey(Keys.write(wanted.key())))))
        .build();
  }

  private Node stanza(Step step, UserJid account, Node enc, boolean begins) {
    NodeBuilder stanza =
        Node.builder("message")
            .attr("id", newId())
            .attr("to", account)
            .attr("type", KIND.type())
            .attr("category", "peer")
            .attr("push_priority", "high_force");
    Node meta = Node.builder("meta").attr("appdata", "default").build();
    Optional<Node> identity = begins ? FanOut.deviceIdentity(step) : Optional.empty();
    return stanza
        .children(identity.map(proof -> List.of(meta, enc, proof)).orElse(List.of(meta, enc)))
        .build();
  }

  private String newId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return "3EB0" + HexFormat.of().formatHex(id).toUpperCase(Locale.ROOT);
  }
}
