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
import chatwarp.domain.model.MessageId;
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
import java.util.function.Supplier;
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

  /**
   * @param anew whether everybody gets a new key
   */
  private record Draft(
      List<Composition> composed, Audience audience, List<DeviceJid> targets, boolean anew) {
    Jid chat() {
      return composed.getFirst().chat();
    }
  }

  /** One message as it is to leave. */
  private record Sealed(Node stanza, Instant at, Set<String> hashes) {}

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
    return staged(
        connection,
        () -> draft(messages, connection),
        (step, draft, bundles) -> {
          List<Outgoing.Prepared> prepared = new ArrayList<>();
          for (Composition composed : draft.composed()) {
            Outgoing.Prepared next = stage(step, composed, draft, bundles);
            step.afterwards(departure.apply(next));
            prepared.add(next);
          }
          return prepared;
        });
  }

  /** See {@link Outgoing#readdress}. */
  Optional<StagedState.Commit<Outgoing.Readdressed>> readdress(
      MessageId id,
      GroupJid group,
      Connection connection,
      Function<Outgoing.Readdressed, Runnable> departure) {
    Optional<SentMessage> sent =
        state
            .view(step -> step.read(SentMessage.KIND, id.value()))
            .filter(message -> message.chat().equals(group))
            .filter(message -> !SecretMessages.sealed(Composition.again(id, message)));
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    groups.renew(connection, group);
    return Optional.of(
        staged(
            connection,
            () -> draft(id, group, sent.get(), connection),
            (step, draft, bundles) -> {
              Composition composed = draft.composed().getFirst();
              Sealed sealed = seal(step, composed, draft, bundles);
              Outgoing.Readdressed next =
                  Staging.stageAgain(
                      step, composed, sealed.stanza(), draft.audience().people(), sealed.hashes());
              step.afterwards(departure.apply(next));
              return next;
            }));
  }

  /** What is done with a draft once all that it needs is there. */
  private interface Finish<T> {
    T in(Step step, Draft draft, Map<DeviceJid, PreKeyBundle> bundles);
  }

  private <T> StagedState.Commit<T> staged(
      Connection connection, Supplier<Draft> drafts, Finish<T> finish) {
    Map<DeviceJid, PreKeyBundle> bundles = new HashMap<>();
    Set<DeviceJid> asked = new HashSet<>();
    for (int attempt = 1; ; attempt++) {
      // Anew each time: somebody may have left while the server was asked for bundles.
      Draft draft = drafts.get();
      boolean last = attempt == ATTEMPTS;
      List<DeviceJid> sessionless = new ArrayList<>();
      StagedState.Commit<Optional<T>> commit =
          state.step(step -> {
            sessionless.clear();
            if (!last && changed(step, draft.audience())) {
              return Optional.empty();
            }
            sessionless.addAll(sessionless(step, draft));
            sessionless.removeAll(asked);
            if (!sessionless.isEmpty() && !last) {
              return Optional.empty();
            }
            return Optional.of(finish.in(step, draft, bundles));
          });
      if (commit.result().isPresent()) {
        return new StagedState.Commit<>(commit.result().get(), commit.durable());
      }
      asked.addAll(sessionless);
      bundles.putAll(Bundles.fetch(connection, sessionless));
    }
  }

  private OwnGroupKey key(Step step, Draft draft) {
    OwnGroupKey key = new OwnGroupKey(ciphers.group(), step, draft.chat());
    if (draft.anew()) {
      key.renew();
    }
    return key;
  }

  /** Who lacks our key and cannot be sent it yet. */
  private List<DeviceJid> sessionless(Step step, Draft draft) {
    return new FanOut(ciphers.of(step), step)
        .lacking(key(step, draft).recipients(draft.targets()).lacking());
  }

  private Draft draft(List<OutgoingMessage> messages, Connection connection) {
    OwnAddress us = own();
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
    return new Draft(composed, audience, targets(audience, connection), false);
  }

  private Draft draft(MessageId id, GroupJid group, SentMessage sent, Connection connection) {
    Audience audience = members(groups.of(connection, group), own());
    return new Draft(
        List.of(Composition.again(id, sent).expiring(audience.timer())),
        audience,
        targets(audience, connection),
        true);
  }

  private OwnAddress own() {
    return OwnAddress.of(state.auth().orElseThrow(SessionException.NotConnected::new));
  }

  private List<DeviceJid> targets(Audience audience, Connection connection) {
    List<DeviceJid> targets = new ArrayList<>();
    devices
        .of(connection, audience.people())
        .values()
        .forEach(list ->
            list.stream()
                .filter(device -> !audience.us().isThisDevice(device) && !hosted(device))
                .forEach(targets::add));
    return targets;
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
        .map(time -> message.within(message.context().expiringAfter(time)))
        .orElse(message);
  }

  /** Cloud-hosted devices get no sender keys (05 §5). */
  private static boolean hosted(DeviceJid device) {
    UserServer server = device.owner().kind();
    return server == UserServer.HOSTED || server == UserServer.HOSTED_LID;
  }

  private Outgoing.Prepared stage(
      Step step, Composition composed, Draft draft, Map<DeviceJid, PreKeyBundle> bundles) {
    Sealed sealed = seal(step, composed, draft, bundles);
    Audience audience = draft.audience();
    return Staging.stage(
        step,
        composed,
        sealed.stanza(),
        key(composed, audience),
        audience.own().owner(),
        sealed.at(),
        audience.people(),
        sealed.hashes());
  }

  private Sealed seal(
      Step step, Composition composed, Draft draft, Map<DeviceJid, PreKeyBundle> bundles) {
    OwnGroupKey key = key(step, draft);
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
    return new Sealed(
        stanza(step, composed, audience, sealed, common, phash),
        now,
        audience.mode().isPresent() ? Set.of(without, phash) : Set.of());
  }

  private static MessageKey key(Composition message, Audience audience) {
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
    List<Node> children = new ArrayList<>();
    List<Node> recipients = recipients(audience, sealed);
    if (!recipients.isEmpty()) {
      children.add(Node.builder("participants").children(recipients).build());
    }
    children.add(FanOut.enc(common, composed.kind()).build());
    if (sealed.begins()) {
      FanOut.deviceIdentity(step).ifPresent(children::add);
    }
    children.addAll(SideNodes.of(composed.content(), composed.chat(), composed.scope()));
    ReportingToken.node(composed.content(), composed.id(), audience.own().owner(), composed.chat())
        .ifPresent(children::add);
    NodeBuilder stanza =
        Node.builder("message")
            .attr("id", composed.id().value())
            .attr("to", composed.chat())
            .attr("type", composed.kind().type())
            .attrText("edit", composed.kind().edit());
    audience
        .mode()
        .ifPresent(mode -> stanza.attr("addressing_mode", mode.text()).attr("phash", phash));
    composed.timer().ifPresent(timer -> stanza.attr("expiration", timer.toSeconds()));
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
