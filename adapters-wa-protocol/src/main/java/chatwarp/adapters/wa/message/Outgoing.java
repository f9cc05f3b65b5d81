package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.contact.Introductions;
import chatwarp.adapters.wa.contact.TrustedContacts;
import chatwarp.adapters.wa.device.Bundles;
import chatwarp.adapters.wa.device.DeviceLists;
import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.ParticipantHash;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.group.Groups;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.proto.DeviceSentMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.signal.PreKeyBundle;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.SessionHost;
import chatwarp.domain.port.Stanza;
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
 * Messages on their way out: to every device of the recipient and to our own others (05 §4).
 *
 * <p>Any thread may call. Asks the server for what is missing, then encrypts everything in one
 * step, which keeps the finished stanza with the ratchets that made it.
 */
public final class Outgoing {
  /** How often devices that turn out to lack a session are asked for bundles. */
  private static final int ATTEMPTS = 3;

  /**
   * A message that is staged.
   *
   * @param people whose device lists it was encrypted for
   * @param hashes of those devices, without and with this one, for peers differ; the server's ack
   *     tells another when the lists are out of date
   */
  public record Prepared(
      MessageRecord message, Stanza stanza, Set<UserJid> people, Set<String> hashes) {}

  /** A stanza that is staged in the place of one that the server refused. */
  public record Readdressed(Stanza stanza, Set<UserJid> people, Set<String> hashes) {}

  private record Draft(
      Composition composed,
      UserJid person,
      List<FanOut.Part> parts,
      Set<UserJid> people,
      OwnAddress own) {}

  private final StagedState state;
  private final DeviceLists devices;
  private final Ciphers ciphers;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Authors authors;
  private final TrustedContacts trusted;
  private final Introductions introductions;
  private final GroupOutgoing many;

  /**
   * @param host has the messages that others speak of
   * @param random a secure generator
   * @param clock the server's time
   */
  public Outgoing(
      StagedState state,
      DeviceLists devices,
      Groups groups,
      Ciphers ciphers,
      TrustedContacts trusted,
      Introductions introductions,
      SessionHost host,
      RandomGenerator random,
      InstantSource clock) {
    this.state = state;
    this.devices = devices;
    this.ciphers = ciphers;
    this.random = random;
    this.clock = clock;
    this.trusted = trusted;
    this.introductions = introductions;
    this.authors = new Authors(state, host::message, random, clock);
    this.many = new GroupOutgoing(state, devices, groups, ciphers, authors, random, clock);
  }

  /**
   * Encrypts and stages messages of one chat in one step; blocks while the server is asked for
   * devices and bundles.
   *
   * @param departure what is to happen when a message is durable
   * @throws SessionException.NoRecipientDevice when nobody can be encrypted to
   */
  public StagedState.Commit<List<Prepared>> send(
      List<OutgoingMessage> messages,
      Connection connection,
      Function<Prepared, Runnable> departure) {
    Jid to = messages.getFirst().chat();
    if (!messages.stream().map(OutgoingMessage::chat).allMatch(to::equals)) {
      throw new IllegalArgumentException("messages of several chats");
    }
    Optional<UserJid> single = single(messages.getFirst());
    if (single.isEmpty() && (to instanceof GroupJid || to.equals(BroadcastJid.STATUS))) {
      return many.send(messages, connection, departure);
    }
    UserJid person = single.orElseThrow(SessionException.NoRecipientDevice::new);
    List<Draft> drafts = drafts(messages, person, connection);
    List<DeviceJid> targets = drafts.getFirst().parts().stream().map(FanOut.Part::device).toList();
    Map<DeviceJid, PreKeyBundle> bundles = new HashMap<>();
    Set<DeviceJid> asked = new HashSet<>();
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt == ATTEMPTS;
      List<DeviceJid> lacking = new ArrayList<>();
      StagedState.Commit<List<Prepared>> commit =
          state.step(step -> {
            lacking.clear();
            lacking.addAll(new FanOut(ciphers.of(step), step).lacking(targets));
            lacking.removeAll(asked);
            if (!lacking.isEmpty() && !last) {
              return List.of();
            }
            TrustedContacts.Standing standing = trusted.towards(step, person);
            boolean talk = to instanceof UserJid;
            // WhatsApp Web shows and issues tokens in chats only.
            Optional<Node> token = talk ? standing.shown() : Optional.empty();
            List<Prepared> prepared = new ArrayList<>();
            for (Draft draft : drafts) {
              Prepared next = seal(step, draft, bundles, token);
              step.afterwards(departure.apply(next));
              prepared.add(next);
            }
            if (talk && standing.owed() && drafts.stream().anyMatch(Outgoing::begins)) {
              step.afterwards(() -> introductions.to(person, connection));
            }
            return prepared;
          });
      if (!commit.result().isEmpty()) {
        return commit;
      }
      asked.addAll(lacking);
      bundles.putAll(Bundles.fetch(connection, lacking));
    }
  }

  /**
   * Encrypts a group's message anew, by what the server says of the group now; blocks as sending
   * does. The key goes to everybody again: the refused stanza may have had it for some.
   *
   * @return nothing when it is no longer kept, or is sealed for the address that was wrong
   */
  public Optional<StagedState.Commit<Readdressed>> readdress(
      MessageId id,
      GroupJid group,
      Connection connection,
      Function<Readdressed, Runnable> departure) {
    return many.readdress(id, group, connection, departure);
  }

  /**
   * Who alone gets a message: whom the chat is with, or who posted the status that it reacts to.
   * The latter is encrypted as in a chat between two and addressed to the feed, as WhatsApp Web
   * does it (whatsapp-rust after it); Baileys spends a sender key on the one person instead.
   */
  private static Optional<UserJid> single(OutgoingMessage message) {
    if (message.chat() instanceof UserJid chat) {
      return Optional.of(chat);
    }
    return message.chat().equals(BroadcastJid.STATUS)
            && message.content() instanceof ReactionContent
        ? Optional.of(message.audience().getFirst())
        : Optional.empty();
  }

  /**
   * Edits, revokes and the like begin no conversation, so WhatsApp Web issues no token for them.
   */
  private static boolean begins(Draft draft) {
    return !Wrappers.innermost(draft.composed().content()).hasProtocolMessage();
  }

  private List<Draft> drafts(
      List<OutgoingMessage> messages, UserJid person, Connection connection) {
    OwnAddress own = OwnAddress.of(state.auth().orElseThrow(SessionException.NotConnected::new));
    List<Composition> composed =
        messages.stream()
            .map(message -> Composition.of(message, authors.as(own, own.in(person), false)))
            .toList();
    Set<UserJid> people = new LinkedHashSet<>(List.of(LidMap.plain(person), own.in(person)));
    Map<UserJid, List<DeviceJid>> lists = devices.of(connection, people);
    return composed.stream()
        .map(one -> new Draft(one, person, parts(one, person, lists, own), people, own))
        .toList();
  }

  private List<FanOut.Part> parts(
      Composition composed, UserJid chat, Map<UserJid, List<DeviceJid>> lists, OwnAddress own) {
    byte[] padded = Padding.add(composed.bytes(), random);
    byte[] paddedForOwn = Padding.add(sentByUs(composed.content(), chat).toByteArray(), random);
    List<FanOut.Part> parts = new ArrayList<>();
    lists.forEach((person, list) -> {
      for (DeviceJid device : list) {
        if (!own.isThisDevice(device)) {
          parts.add(new FanOut.Part(device, own.is(person) ? paddedForOwn : padded));
        }
      }
    });
    return parts;
  }

  /** What our own other devices get: the message, and where it went. */
  static Message sentByUs(Message content, Jid chat) {
    Message.Builder outer =
        Message.newBuilder()
            .setDeviceSentMessage(
                DeviceSentMessage.newBuilder()
                    .setDestinationJid(chat.toString())
                    .setMessage(content));
    if (content.hasMessageContextInfo()) {
      outer.setMessageContextInfo(content.getMessageContextInfo());
    }
    return outer.build();
  }

  private Prepared seal(
      Step step, Draft draft, Map<DeviceJid, PreKeyBundle> bundles, Optional<Node> token) {
    FanOut.Sealed sealed =
        new FanOut(ciphers.of(step), step).seal(draft.parts(), bundles, draft.composed().kind());
    boolean toSelf = draft.own().is(draft.person());
    if (sealed.encs().keySet().stream().noneMatch(d -> toSelf || !draft.own().is(d.owner()))) {
      throw new SessionException.NoRecipientDevice();
    }
    return Staging.stage(
        step,
        draft.composed(),
        stanza(step, draft, sealed, token),
        key(step, draft),
        draft.own().in(draft.person()),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        draft.people(),
        hashes(draft));
  }

  private static MessageKey key(Step step, Draft draft) {
    Composition message = draft.composed();
    UserJid own = draft.own().in(draft.person());
    boolean talk = message.chat() instanceof UserJid;
    return new MessageKey(
        message.chat(),
        true,
        message.id(),
        talk ? Optional.empty() : Optional.of(own),
        talk ? LidMap.other(step, draft.person()) : Optional.empty(),
        talk ? Optional.empty() : draft.own().other(own),
        talk
            ? Optional.of(draft.person().isLid() ? AddressingMode.LID : AddressingMode.PN)
            : Optional.empty());
  }

  private static Set<String> hashes(Draft draft) {
    List<DeviceJid> devices = new ArrayList<>();
    draft.parts().forEach(part -> devices.add(part.device()));
    String without = ParticipantHash.of(devices);
    devices.add(draft.own().in(draft.person()).device(draft.own().phone().device()));
    return Set.of(without, ParticipantHash.of(devices));
  }

  private static Node stanza(Step step, Draft draft, FanOut.Sealed sealed, Optional<Node> token) {
    Composition composed = draft.composed();
    List<Node> recipients = new ArrayList<>();
    sealed
        .encs()
        .forEach((device, enc) ->
            recipients.add(
                Node.builder("to").attr("jid", FanOut.wire(device)).children(enc).build()));
    List<Node> children = new ArrayList<>();
    children.add(Node.builder("participants").children(recipients).build());
    if (sealed.begins()) {
      FanOut.deviceIdentity(step).ifPresent(children::add);
    }
    children.addAll(SideNodes.of(composed.content(), composed.chat(), composed.scope()));
    ReportingToken.node(
            composed.content(), composed.id(), draft.own().in(draft.person()), composed.chat())
        .ifPresent(children::add);
    token.ifPresent(children::add);
    NodeBuilder stanza =
        Node.builder("message")
            .attr("id", composed.id().value())
            .attr("to", composed.chat())
            .attr("type", composed.kind().type())
            .attrText("edit", composed.kind().edit());
    if (composed.chat() instanceof UserJid chat && chat.isLid()) {
      stanza.attrJid("peer_recipient_pn", LidMap.other(step, chat));
    }
    return stanza.children(children).build();
  }
}
