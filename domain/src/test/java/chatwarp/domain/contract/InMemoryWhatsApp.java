package chatwarp.domain.contract;

import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.event.GroupChange;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.StatusPrivacy;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.UserServer;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.ContentCodec;
import chatwarp.domain.port.GroupSession;
import chatwarp.domain.port.ProtocolSession;
import chatwarp.domain.port.ProtocolSessionFactory;
import chatwarp.domain.port.Registration;
import chatwarp.domain.port.SessionContext;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.SessionSignal;
import chatwarp.domain.port.StateStore;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * WhatsApp in memory: a server, its phones, and the sessions that connect to it, without a wire. It
 * keeps the promises of the protocol that the application builds on: repeats of a message are
 * dropped by (device, id), what was not acknowledged is delivered again, a message key is used
 * once.
 *
 * <p>Any thread may call. Its lock is never held while a session or a host is called.
 */
public final class InMemoryWhatsApp implements ProtocolSessionFactory {
  /** Where its instances live. */
  public static final Network NETWORK =
      new Network(URI.create("ws://127.0.0.1:1/ws/chat"), "00".repeat(32));

  /** Somebody's typing, as the server saw it. */
  public record SeenChatState(UserJid from, String chat, ChatState state) {}

  /** That an account is there or not, as the server saw it. */
  public record SeenPresence(UserJid of, boolean available) {}

  /** A message that was told to have been read, as the server saw it. */
  public record SeenRead(UserJid reader, Jid chat, UserJid sender, MessageId id, boolean played) {}

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  final StateStore store;
  final InstantSource clock;
  final Executor executor;
  final InMemoryContents contents = new InMemoryContents();
  final InMemoryMedia media;
  private final Network network;
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition delivered = lock.newCondition();
  private final Map<UserJid, InMemoryPhone> phones = new LinkedHashMap<>();
  private final Map<UserJid, List<InMemoryText>> inboxes = new HashMap<>();
  private final Map<Secret, InMemoryDevice> devices = new LinkedHashMap<>();
  private final Map<String, InMemorySession> offers = new HashMap<>();
  private final Set<String> usedKeys = new HashSet<>();
  private final List<String> reusedKeys = new ArrayList<>();
  private final List<SeenChatState> chatStates = new ArrayList<>();
  private final List<SeenPresence> presences = new ArrayList<>();
  private final List<SeenRead> reads = new ArrayList<>();
  private final List<String> subscriptions = new ArrayList<>();
  private final Map<Jid, byte[]> pictures = new HashMap<>();
  private final Map<UserJid, StatusPrivacy> statusPrivacy = new HashMap<>();
  private final InMemoryGroups groups = new InMemoryGroups();
  private final ArrayDeque<DisconnectReason> refusals = new ArrayDeque<>();
  private final ArrayDeque<Integer> nacks = new ArrayDeque<>();
  private int lostAcks;
  private int lookups;
  private int connections;
  private boolean unreachable;
  private final AtomicReference<Runnable> withinSend = new AtomicReference<>(() -> {});

  /**
   * @param store where its sessions find their unacknowledged stanzas and ratchets
   * @param executor starts a virtual thread per task
   */
  public InMemoryWhatsApp(
      Network network,
      StateStore store,
      InstantSource clock,
      RandomGenerator random,
      Executor executor) {
    this.network = network;
    this.store = store;
    this.clock = clock;
    this.random = random;
    this.executor = executor;
    this.media = new InMemoryMedia(clock);
  }

  @Override
  public ProtocolSession create(SessionContext context) {
    return new InMemorySession(this, context);
  }

  @Override
  public ContentCodec contents() {
    return contents;
  }

  @Override
  public Network network() {
    return network;
  }

  /** The phone of this number; the account is made when it is asked for first. */
  public InMemoryPhone phone(String number) {
    return alone(() ->
        phones.computeIfAbsent(
            UserJid.phone(number),
            jid ->
                new InMemoryPhone(this, jid, UserJid.lid("1%014d".formatted(phones.size() + 1L)))));
  }

  /** Refuses the next connection with this reason. */
  public void refuseNextConnection(DisconnectReason reason) {
    run(() -> refusals.add(reason));
  }

  /** Whether every connection fails as without a network. */
  public void unreachable(boolean value) {
    run(() -> unreachable = value);
  }

  /** Refuses the next message with this code. */
  public void nackNext(int code) {
    run(() -> nacks.add(code));
  }

  /** Runs this within the next send, after it found its session open and before it is staged. */
  public void withinNextSend(Runnable step) {
    withinSend.set(step);
  }

  void withinSend() {
    withinSend.getAndSet(() -> {}).run();
  }

  /** Takes the next message and loses its ack. */
  public void loseNextAck() {
    run(() -> lostAcks++);
  }

  /** Ends every connection of an account's devices. */
  public void closeConnections(InMemoryPhone phone, DisconnectReason reason) {
    sessions(phone).forEach(session -> session.end(reason, "ended by the server"));
  }

  /** Offers the next QR to every device that shows one; it replaces the one before. */
  public void rotateQrs() {
    offering().forEach(InMemorySession::offerQr);
  }

  /** Lets the refs of every device that shows a QR run out. */
  public void expireQrs() {
    offering().forEach(session -> session.end(DisconnectReason.QR_TIMEOUT, "no more refs"));
  }

  /** Message keys that were used for two messages; empty when all is well. */
  public List<String> reusedKeys() {
    return alone(() -> List.copyOf(reusedKeys));
  }

  /** Typing seen so far. */
  public List<SeenChatState> chatStates() {
    return alone(() -> List.copyOf(chatStates));
  }

  /** Who asked to be told of whose presence, in order: {@code A to B}. */
  public List<String> subscriptions() {
    return alone(() -> List.copyOf(subscriptions));
  }

  /** Who showed to be there or not, in order. */
  public List<SeenPresence> presences() {
    return alone(() -> List.copyOf(presences));
  }

  /** How often somebody asked who is on WhatsApp. */
  public int lookups() {
    return alone(() -> lookups);
  }

  /** How many connections were tried. */
  public int connections() {
    return alone(() -> connections);
  }

  // What phones do.

  void link(InMemoryPhone phone, String proof) {
    InMemorySession session =
        alone(() -> Optional.ofNullable(offers.remove(proof)))
            .orElseThrow(() -> new IllegalArgumentException("no device shows this"));
    Secret identity = session.identity();
    InMemoryDevice device =
        alone(() -> {
          offers.values().removeIf(session::equals);
          int number = devices.size() + 1;
          InMemoryDevice added = new InMemoryDevice(new DeviceJid(phone.jid(), number));
          devices.put(identity, added);
          return added;
        });
    DeviceJid lidDevice = phone.lid().device(device.jid.device());
    session.paired(device.jid, lidDevice);
  }

  void unlink(InMemoryPhone phone) {
    List<InMemorySession> cut = sessions(phone);
    run(() -> devices.values().removeIf(device -> device.jid.owner().equals(phone.jid())));
    cut.forEach(session -> session.end(DisconnectReason.LOGGED_OUT, "the device was removed"));
  }

  MessageId send(InMemoryPhone from, Jid to, MessageContent content, List<UserJid> audience) {
    MessageId id = new MessageId("3A" + hex(9));
    ReadContent said = new ReadContent(content, MessageContext.NONE);
    WireContent wire = contents.wire(said);
    deliver(
        new InMemoryText(
            id,
            from.jid(),
            to,
            InMemoryText.shown(said, wire),
            wire,
            audience,
            clock.instant(),
            "phone " + from.jid().user(),
            0));
    return id;
  }

  GroupSession groupsOf(InMemoryPhone phone) {
    return new InMemoryGroupSession(this, phone.jid());
  }

  List<ReadContent> contents(InMemoryPhone phone) {
    return alone(() ->
        inboxes.getOrDefault(phone.jid(), List.of()).stream()
            .flatMap(text -> contents.read(text.content(), text.chat()).stream())
            .toList());
  }

  void readBy(InMemoryPhone phone, MessageStatus status) {
    List<InMemoryText> texts =
        alone(() -> List.copyOf(inboxes.getOrDefault(phone.jid(), List.of())));
    texts.forEach(text -> receipt(text, phone.jid(), status));
  }

  void type(InMemoryPhone phone, Jid chat, ChatState state) {
    List<UserJid> people =
        chat instanceof GroupJid group
            ? groups(all -> all.members(group))
            : List.of((UserJid) chat);
    sessionsOf(people, phone.jid())
        .forEach(session ->
            session.signal(
                new SessionSignal.ChatStateChanged(
                    chat instanceof GroupJid ? chat : phone.jid(), phone.jid(), state)));
  }

  // What sessions do with groups, people and media.

  <T> T groups(Function<InMemoryGroups, T> work) {
    return alone(() -> work.apply(groups));
  }

  List<UserJid> accounts() {
    return alone(() -> List.copyOf(phones.keySet()));
  }

  /** Tells people's sessions of a change of a group. */
  void tell(List<UserJid> people, GroupJid group, UserJid author, GroupChange change) {
    SessionFact fact =
        new SessionFact.GroupChanged(group, Optional.of(author), clock.instant(), change);
    sessionsOf(people, new UserJid("0", UserServer.PHONE)).forEach(session -> session.tell(fact));
  }

  Optional<ProfilePicture> picture(Jid of) {
    return alone(() -> Optional.ofNullable(pictures.get(of)))
        .map(jpeg ->
            new ProfilePicture(
                Integer.toString(jpeg.length), URI.create("http://127.0.0.1:1/pps/" + of.user())));
  }

  /** Sets or removes a picture, and tells whoever may see it. */
  void setPicture(UserJid by, Jid of, Optional<byte[]> jpeg) {
    run(() -> jpeg.ifPresentOrElse(bytes -> pictures.put(of, bytes), () -> pictures.remove(of)));
    SessionFact.PictureChanged news =
        new SessionFact.PictureChanged(of, Optional.of(by), picture(of));
    List<UserJid> people =
        of instanceof GroupJid group ? groups(all -> all.members(group)) : accounts();
    sessionsOf(people, new UserJid("0", UserServer.PHONE)).forEach(session -> session.tell(news));
  }

  void introduce(InMemoryPhone phone) {
    SessionFact fact = new SessionFact.LidLearned(phone.jid(), phone.lid());
    sessionsOf(accounts(), phone.jid()).forEach(session -> session.tell(fact));
  }

  StatusPrivacy statusPrivacy(UserJid of) {
    return alone(() -> statusPrivacy.getOrDefault(of, StatusPrivacy.DEFAULT));
  }

  void showStatus(UserJid of, StatusPrivacy to) {
    run(() -> statusPrivacy.put(of, to));
  }

  void subscribed(UserJid by, Jid to) {
    run(() -> subscriptions.add(by + " to " + to));
  }

  void read(UserJid reader, Jid chat, UserJid sender, List<MessageId> ids, boolean played) {
    run(() -> ids.forEach(id -> reads.add(new SeenRead(reader, chat, sender, id, played))));
  }

  /** What was told to have been read so far. */
  public List<SeenRead> reads() {
    return alone(() -> List.copyOf(reads));
  }

  /** Gives a group another subject without telling anybody. */
  public void renameQuietly(GroupJid group, String subject) {
    run(() -> groups.subject(group, subject));
  }

  /** Files are not given from now on, or again; whoever asks waits. */
  public void stallMedia(boolean stalled) {
    media.stall(stalled);
  }

  /** Phones can upload none of the expired files any more. */
  public void phonesLoseMedia() {
    media.lose();
  }

  /** Takes every file off the media hosts; phones still have them. */
  public void expireMedia() {
    media.expire();
  }

  private List<InMemorySession> sessionsOf(List<UserJid> people, UserJid butNot) {
    return alone(() ->
        devices.values().stream()
            .filter(
                device -> people.contains(device.jid.owner()) && !device.jid.owner().equals(butNot))
            .flatMap(device -> device.session.stream())
            .toList());
  }

  List<String> received(InMemoryPhone phone) {
    return alone(() ->
        inboxes.getOrDefault(phone.jid(), List.of()).stream().map(InMemoryText::text).toList());
  }

  List<String> awaitTexts(InMemoryPhone phone, int count) {
    lock.lock();
    try {
      long left = DEADLINE.toNanos();
      while (received(phone).size() < count) {
        if (left <= 0) {
          throw new AssertionError("not " + count + " texts in time, but " + received(phone));
        }
        left = delivered.awaitNanos(left);
      }
      return received(phone);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  void readAll(InMemoryPhone phone) {
    List<InMemoryText> texts =
        alone(() -> List.copyOf(inboxes.getOrDefault(phone.jid(), List.of())));
    texts.forEach(text -> receipt(text, phone.jid(), MessageStatus.READ));
  }

  // What sessions do.

  Optional<DisconnectReason> arrival() {
    return alone(() -> {
      connections++;
      return unreachable
          ? Optional.of(DisconnectReason.CONNECTION_LOST)
          : Optional.ofNullable(refusals.poll());
    });
  }

  void offer(String proof, InMemorySession session) {
    run(() -> {
      offers.values().removeIf(session::equals);
      offers.put(proof, session);
    });
  }

  void withdraw(InMemorySession session) {
    run(() -> {
      offers.values().removeIf(session::equals);
      devices.values().stream()
          .filter(device -> device.session.filter(session::equals).isPresent())
          .forEach(device -> device.session = Optional.empty());
    });
  }

  /** Takes a session in; another one of the same device is replaced. Empty when unlinked. */
  Optional<DeviceJid> login(Secret identity, InMemorySession session) {
    Optional<InMemoryDevice> device = alone(() -> Optional.ofNullable(devices.get(identity)));
    Optional<InMemorySession> before =
        device.flatMap(known ->
            alone(() -> {
              Optional<InMemorySession> old = known.session;
              known.session = Optional.of(session);
              return old;
            }));
    before
        .filter(old -> old != session)
        .ifPresent(old -> old.end(DisconnectReason.REPLACED, "another connection took over"));
    return device.map(known -> known.jid);
  }

  void logout(Secret identity) {
    run(() -> devices.remove(identity));
  }

  List<InMemoryText> pending(Secret identity) {
    return alone(() ->
        Optional.ofNullable(devices.get(identity))
            .map(device -> List.copyOf(device.pending.values()))
            .orElse(List.of()));
  }

  void acknowledged(Secret identity, MessageId id) {
    run(() -> Optional.ofNullable(devices.get(identity)).ifPresent(d -> d.pending.remove(id)));
  }

  /** What the server does with a stanza: its nack's code, or nothing to say, or an ack. */
  enum Answer {
    ACK,
    SILENCE,
    NACK
  }

  /** Takes a stanza from a device. */
  Answer take(Secret identity, InMemoryText text) {
    InMemoryDevice device = alone(() -> devices.get(identity));
    if (device == null) {
      return Answer.SILENCE;
    }
    boolean repeat = alone(() -> device.taken.containsKey(text.id()));
    if (!repeat) {
      String key = device.jid + ">" + text.chat() + "#" + text.ratchet();
      run(() -> {
        if (!usedKeys.add(key)) {
          reusedKeys.add(key);
        }
      });
      if (alone(() -> !nacks.isEmpty())) {
        return Answer.NACK;
      }
    }
    boolean lost = alone(() -> lostAcks > 0 && lostAcks-- > 0);
    if (!repeat) {
      run(() -> device.taken.put(text.id(), text.ratchet()));
      deliver(text);
    }
    return lost ? Answer.SILENCE : Answer.ACK;
  }

  int nackCode() {
    return alone(nacks::remove);
  }

  List<Registration> lookup(List<UserJid> people) {
    return alone(() -> {
      lookups++;
      return people.stream().map(this::registration).toList();
    });
  }

  private Registration registration(UserJid asked) {
    Optional<InMemoryPhone> phone = Optional.ofNullable(phones.get(asked));
    return new Registration(asked, phone.map(InMemoryPhone::jid), phone.map(InMemoryPhone::lid));
  }

  void seen(SeenChatState state) {
    run(() -> chatStates.add(state));
  }

  void seen(SeenPresence presence) {
    run(() -> presences.add(presence));
  }

  String hex(int bytes) {
    byte[] value = new byte[bytes];
    random.nextBytes(value);
    return HexFormat.of().withUpperCase().formatHex(value);
  }

  private void deliver(InMemoryText text) {
    for (UserJid to : recipients(text)) {
      deliver(text, to);
    }
  }

  private List<UserJid> recipients(InMemoryText text) {
    return switch (text.chat()) {
      case UserJid person -> List.of(person);
      case GroupJid group ->
          groups(all -> all.members(group)).stream()
              .filter(member -> !member.equals(text.from()))
              .toList();
      default -> text.audience();
    };
  }

  private void deliver(InMemoryText text, UserJid to) {
    boolean known =
        alone(() -> {
          if (phones.containsKey(to)) {
            inboxes.computeIfAbsent(to, _ -> new ArrayList<>()).add(text);
            delivered.signalAll();
          }
          return phones.containsKey(to);
        });
    List<InMemoryDevice> theirs =
        alone(() -> devices.values().stream().filter(d -> d.jid.owner().equals(to)).toList());
    for (InMemoryDevice device : theirs) {
      Optional<InMemorySession> session =
          alone(() -> {
            device.pending.put(text.id(), text);
            return device.session;
          });
      session.ifPresent(live -> live.receive(text));
    }
    if (known) {
      receipt(text, to, MessageStatus.DELIVERY_ACK);
    }
  }

  private void receipt(InMemoryText text, UserJid participant, MessageStatus status) {
    alone(() ->
            devices.values().stream()
                .filter(device -> device.taken.containsKey(text.id()))
                .flatMap(device -> device.session.stream())
                .toList())
        .forEach(session -> session.receipt(text, participant, status));
  }

  private List<InMemorySession> sessions(InMemoryPhone phone) {
    return alone(() ->
        devices.values().stream()
            .filter(device -> device.jid.owner().equals(phone.jid()))
            .flatMap(device -> device.session.stream())
            .toList());
  }

  private Set<InMemorySession> offering() {
    return alone(() -> Set.copyOf(offers.values()));
  }

  private <T> T alone(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private void run(Runnable work) {
    alone(() -> {
      work.run();
      return true;
    });
  }
}
