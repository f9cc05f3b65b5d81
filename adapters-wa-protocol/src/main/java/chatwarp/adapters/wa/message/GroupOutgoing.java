package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.device.Bundles;
import chatwarp.adapters.wa.device.DeviceLists;
import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.ParticipantHash;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.group.GroupCache;
import chatwarp.adapters.wa.group.Groups;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.signal.PreKeyBundle;
import chatwarp.adapters.wa.signal.SignalCiphertext;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.UserServer;
import chatwarp.domain.port.SessionException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Messages to many (05 §5, §6): one ciphertext under our sender key for all, and the key itself for
 * the devices that lack it.
 *
 * <p>Any thread may call. Like {@link Outgoing}: asks the server for what is missing, then encrypts
 * everything in one step.
 */
final class GroupOutgoing {
  /** How often devices that turn out to lack a session are asked for bundles. */
  private static final int ATTEMPTS = 3;

  /**
   * Whom a message is for.
   *
   * @param mode how people are named; the status feed has none of its own
   * @param own this device as the chat names it
   * @param people whose devices get it, ourselves among them
   * @param group what it was made of
   */
  private record Audience(
      Optional<AddressingMode> mode,
      OwnAddress us,
      DeviceJid own,
      Set<UserJid> people,
      Optional<GroupMetadata> group) {
    boolean announcing() {
      return group.map(GroupMetadata::announcementGroup).orElse(false);
    }

    Optional<Duration> timer() {
      return group.flatMap(GroupMetadata::disappearing);
    }
  }

  private record Draft(List<Composition> composed, Audience audience, List<DeviceJid> targets) {}

  private final StagedState state;
  private final DeviceLists devices;
  private final Groups groups;
  private final Ciphers ciphers;
  private final Authors authors;
  private final RandomGenerator random;
  private final InstantSource clock;

  GroupOutgoing(
      StagedState state,
      DeviceLists devices,
      Groups groups,
      Ciphers ciphers,
      Authors authors,
      RandomGenerator random,
      InstantSource clock) {
    this.state = state;
    this.devices = devices;
    this.groups = groups;
    this.ciphers = ciphers;
    this.authors = authors;
    this.random = random;
    this.clock = clock;
  }

  /** Encrypts and stages messages; blocks while the server is asked for what is not known. */
  StagedState.Commit<List<Outgoing.Prepared>> send(
      List<OutgoingMessage> messages,
      Connection connection,
      Function<Outgoing.Prepared, Runnable> departure) {
    Map<DeviceJid, PreKeyBundle> bundles = new HashMap<>();
    Set<DeviceJid> asked = new HashSet<>();
    for (int attempt = 1; ; attempt++) {
      // Anew each time: somebody may have left while the server was asked for bundles.
      Draft draft = draft(messages, connection);
      boolean last = attempt == ATTEMPTS;
      List<DeviceJid> sessionless = new ArrayList<>();
      StagedState.Commit<List<Outgoing.Prepared>> commit =
          state.step(step -> {
            sessionless.clear();
            if (!last && changed(step, draft.audience())) {
              return List.of();
            }
            sessionless.addAll(sessionless(step, draft));
            sessionless.removeAll(asked);
            if (!sessionless.isEmpty() && !last) {
              return List.of();
            }
            List<Outgoing.Prepared> prepared = new ArrayList<>();
            for (Composition composed : draft.composed()) {
              Outgoing.Prepared next = seal(step, composed, draft, bundles);
              step.afterwards(departure.apply(next));
              prepared.add(next);
            }
            return prepared;
          });
      if (!commit.result().isEmpty()) {
        return commit;
      }
      asked.addAll(sessionless);
      bundles.putAll(Bundles.fetch(connection, sessionless));
    }
  }

  /** Who lacks our key and cannot be sent it yet. */
  private List<DeviceJid> sessionless(Step step, Draft draft) {
    Jid chat = draft.composed().getFirst().message().chat();
    OwnGroupKey key = new OwnGroupKey(ciphers.group(), step, chat);
    return new FanOut(ciphers.of(step), step).lacking(key.recipients(draft.targets()).lacking());
  }

  private Draft draft(List<OutgoingMessage> messages, Connection connection) {
    OwnAddress us = OwnAddress.of(state.auth().orElseThrow(SessionException.NotConnected::new));
    OutgoingMessage first = messages.getFirst();
    Audience audience =
        first.chat() instanceof GroupJid group
            ? members(groups.of(connection, group), us)
            : viewers(first.audience(), us);
    List<Composition> composed =
        messages.stream()
            .map(message ->
                Composition.of(
                    timed(message, audience.timer()),
                    authors.as(us, audience.own().owner(), audience.announcing())))
            .toList();
    List<DeviceJid> targets = new ArrayList<>();
    devices
        .of(connection, audience.people())
        .values()
        .forEach(list ->
            list.stream()
                .filter(device -> !us.isThisDevice(device) && !hosted(device))
                .forEach(targets::add));
    return new Draft(composed, audience, targets);
  }

  private static Audience members(GroupMetadata group, OwnAddress us) {
    AddressingMode mode = group.addressing();
    Set<UserJid> people = new LinkedHashSet<>();
    for (GroupParticipant participant : group.participants()) {
      UserJid person = LidMap.plain(participant.jid());
      if (!us.is(person)) {
        people.add(person);
      }
    }
    DeviceJid own = us.by(mode);
    people.add(own.owner());
    return new Audience(Optional.of(mode), us, own, people, Optional.of(group));
  }

  /** Whether the group is not what it was when its members were looked up. */
  private static boolean changed(Step step, Audience audience) {
    return audience
        .group()
        .flatMap(drafted -> GroupCache.find(step, drafted.id()).map(now -> !now.equals(drafted)))
        .orElse(false);
  }

  /** A status post names people as its caller does, and us alike. */
  private static Audience viewers(List<UserJid> named, OwnAddress us) {
    Set<UserJid> people = new LinkedHashSet<>();
    named.stream().map(LidMap::plain).filter(person -> !us.is(person)).forEach(people::add);
    boolean byLid = !people.isEmpty() && people.stream().allMatch(UserJid::isLid);
    DeviceJid own = us.by(byLid ? AddressingMode.LID : AddressingMode.PN);
    people.add(own.owner());
    return new Audience(Optional.empty(), us, own, people, Optional.empty());
  }

  /** What is sent to a chat whose messages disappear says so itself. */
  private static OutgoingMessage timed(OutgoingMessage message, Optional<Duration> timer) {
    return timer
        .filter(_ -> message.context().expiration().isEmpty())
        .map(time ->
            new OutgoingMessage(
                message.id(),
                message.chat(),
                message.content(),
                message.context().expiringAfter(time),
                message.audience()))
        .orElse(message);
  }

  /** Cloud-hosted devices get no sender keys (05 §5). */
  private static boolean hosted(DeviceJid device) {
    UserServer server = device.owner().kind();
    return server == UserServer.HOSTED || server == UserServer.HOSTED_LID;
  }

  private Outgoing.Prepared seal(
      Step step, Composition composed, Draft draft, Map<DeviceJid, PreKeyBundle> bundles) {
    OwnGroupKey key = new OwnGroupKey(ciphers.group(), step, composed.message().chat());
    OwnGroupKey.Recipients recipients = key.recipients(draft.targets());
    FanOut fanOut = new FanOut(ciphers.of(step), step);
    Message distribution =
        Message.newBuilder().setSenderKeyDistributionMessage(key.distribution()).build();
    byte[] padded = Padding.add(distribution.toByteArray(), random);
    FanOut.Sealed sealed =
        fanOut.seal(
            recipients.lacking().stream().map(device -> new FanOut.Part(device, padded)).toList(),
            bundles,
            StanzaKind.OF_A_KEY);
    SignalCiphertext common = key.encrypt(Padding.add(composed.bytes(), random));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    key.keep(recipients, sealed.encs().keySet(), now);

    Audience audience = draft.audience();
    List<DeviceJid> all = new ArrayList<>(draft.targets());
    String without = ParticipantHash.of(all);
    all.add(audience.own());
    String phash = ParticipantHash.of(all);
    return Staging.stage(
        step,
        composed,
        stanza(step, composed, audience, sealed, common, phash),
        key(composed.message(), audience),
        audience.own().owner(),
        now,
        audience.people(),
        audience.mode().isPresent() ? Set.of(without, phash) : Set.of());
  }

  private static MessageKey key(OutgoingMessage message, Audience audience) {
    UserJid own = audience.own().owner();
    return new MessageKey(
        message.chat(),
        true,
        message.id(),
        Optional.of(own),
        Optional.empty(),
        audience.us().other(own),
        audience.mode());
  }

  private static Node stanza(
      Step step,
      Composition composed,
      Audience audience,
      FanOut.Sealed sealed,
      SignalCiphertext common,
      String phash) {
    OutgoingMessage message = composed.message();
    List<Node> children = new ArrayList<>();
    List<Node> recipients = recipients(audience, sealed);
    if (!recipients.isEmpty()) {
      children.add(Node.builder("participants").children(recipients).build());
    }
    children.add(FanOut.enc(common, composed.kind()).build());
    if (sealed.begins()) {
      FanOut.deviceIdentity(step).ifPresent(children::add);
    }
    children.addAll(SideNodes.of(composed.content(), message.chat()));
    ReportingToken.node(composed.content(), message.id(), audience.own().owner(), message.chat())
        .ifPresent(children::add);
    NodeBuilder stanza =
        Node.builder("message")
            .attr("id", message.id().value())
            .attr("to", message.chat())
            .attr("type", composed.kind().type())
            .attrText("edit", composed.kind().edit());
    audience
        .mode()
        .ifPresent(mode -> stanza.attr("addressing_mode", mode.text()).attr("phash", phash));
    message
        .context()
        .expiration()
        .ifPresent(timer -> stanza.attr("expiration", timer.time().toSeconds()));
    return stanza.children(children).build();
  }

  /**
   * Who gets the key. The server keeps no audience of the status feed: there everybody else is
   * named too, as a person.
   */
  private static List<Node> recipients(Audience audience, FanOut.Sealed sealed) {
    List<Node> recipients = new ArrayList<>(sealed.encs().size());
    Set<UserJid> named = new HashSet<>();
    sealed
        .encs()
        .forEach((device, enc) -> {
          named.add(device.owner());
          recipients.add(Node.builder("to").attr("jid", FanOut.wire(device)).children(enc).build());
        });
    if (audience.mode().isEmpty()) {
      audience.people().stream()
          .filter(person -> !named.contains(person) && !audience.us().is(person))
          .forEach(person -> recipients.add(Node.builder("to").attr("jid", person).build()));
    }
    return recipients;
  }
}
