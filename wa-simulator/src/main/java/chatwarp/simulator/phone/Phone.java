package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.content.ChatTimers;
import chatwarp.simulator.content.Circumstances;
import chatwarp.simulator.content.ContentWriter;
import chatwarp.simulator.content.MediaCipher;
import chatwarp.simulator.content.MediaPointer;
import chatwarp.simulator.content.MediaType;
import chatwarp.simulator.content.PhoneContent;
import chatwarp.simulator.exchange.DeviceEndpoint;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The primary device of one account, or a computer that is linked to it. It has no thread:
 * everything it does runs on its serial executor, one piece after the other. Every method may be
 * called from any thread; those that return a future have only asked for the work, and the others
 * return at once.
 */
public final class Phone {
  private static final Logger LOG = LoggerFactory.getLogger(Phone.class);
  private static final int INBOX_CAPACITY = 10_000;
  private static final int EVENT_CAPACITY = 20_000;
  private static final int PREKEYS_AT_A_TIME = 12;

  private final PhoneKit kit;
  private final SerialExecutor work;
  private final DeviceEndpoint endpoint = new Endpoint();
  private final DeviceSigning signing;
  private final Outbox outbox;
  private final Greetings greetings;
  private final ContentWriter writer;
  private final MessageDesk messages;
  private final EventDesk happenings;
  private final PhoneGroups groups;
  private final GroupActions actions = new GroupActions(this::request);
  private final PictureActions pictures = new PictureActions(this::request);
  private final Inquiries inquiries;
  private final Trust trust;
  private final ChatTimers timers = new ChatTimers();
  private final PhoneBook contacts = new PhoneBook();
  private final Journal<InboxEntry> inbox = new Journal<>(INBOX_CAPACITY);
  private final Journal<PhoneEvent> events = new Journal<>(EVENT_CAPACITY);
  private volatile Manners manners = Manners.SILENT;
  private volatile boolean online;

  Phone(PhoneKit kit, AppStateKey appStateKey, Executor threads) {
    this.kit = kit;
    work = new SerialExecutor(threads, Phone::failed);
    Account account = kit.account();
    signing = new DeviceSigning(account.identity(), account.rawId(), kit.random());
    groups = new PhoneGroups(kit, events);
    inquiries = new Inquiries(kit);
    trust = new Trust(kit, inquiries);
    outbox = new Outbox(kit, new GroupOutbox(kit, groups), trust);
    greetings = new Greetings(outbox, appStateKey, contacts, kit.accounts(), trust, kit.clock());
    RetryDesk retries = new RetryDesk(kit, outbox);
    Recollection recollection = new Recollection(kit, groups, outbox.sent(), inbox);
    writer = new ContentWriter(recollection, kit.clock(), kit.random());
    messages =
        new MessageDesk(
            kit,
            new Inspector(kit, recollection),
            retries,
            outbox,
            appStateKey,
            this::manners,
            timers,
            inbox);
    MediaDesk media = new MediaDesk(kit, recollection);
    happenings =
        new EventDesk(kit, retries, greetings, media, groups, trust, this::leavePreKeys, events);
  }

  public Account account() {
    return kit.account();
  }

  /** The device it is: 0 for a phone. */
  public Device device() {
    return kit.device();
  }

  /** The messages that reached it, repeats and unreadable ones among them. */
  public Journal<InboxEntry> inbox() {
    return inbox;
  }

  /** What else reached it: acks, receipts, who types. */
  public Journal<PhoneEvent> events() {
    return events;
  }

  /** What its owner does in groups. */
  public GroupActions groups() {
    return actions;
  }

  /** How its owner changes pictures. */
  public PictureActions pictures() {
    return pictures;
  }

  public PhoneBook contacts() {
    return contacts;
  }

  /** What it answers to messages, from now on. */
  public void behave(Manners wanted) {
    manners = wanted;
  }

  public Manners manners() {
    return manners;
  }

  /** Connects; called once, after the first keys were left. */
  void start() {
    work.execute(this::connect);
  }

  /** Lets it answer for itself, and shows its owner as available. */
  void activate() {
    behave(Manners.ACTIVE);
    work.execute(() -> kit.line().submit(PhoneStanzas.presence(true, account().pushName())));
  }

  /** Connects, and gets what it missed; nothing when it is connected. */
  public CompletableFuture<Void> goOnline() {
    return does(() -> {
      if (!online) {
        connect();
      }
    });
  }

  /** Hangs up; what is sent to it waits at the server. */
  public CompletableFuture<Void> goOffline() {
    return does(() -> {
      online = false;
      kit.line().disconnect(endpoint);
      inquiries.giveUp();
    });
  }

  public boolean online() {
    return online;
  }

  private void connect() {
    online = true;
    kit.line().connect(endpoint);
    if (manners.speaks() != Manners.Speaking.NEVER) {
      kit.line().submit(PhoneStanzas.presence(true, account().pushName()));
    }
  }

  /**
   * Sends a text to somebody, by number or LID, with a new id.
   *
   * @return the message id, once the server has the message
   */
  public CompletableFuture<String> sendText(UserJid to, String text) {
    return send(to, MessageText.message(text), Optional.empty(), SendFault.NONE);
  }

  /** Sends any message to a person or a group; see {@link #send} and {@link #sendToGroup}. */
  public CompletableFuture<String> sendTo(
      Jid chat, Message message, Optional<String> id, SendFault fault) {
    return switch (chat) {
      case UserJid person -> send(person, message, id, fault);
      case GroupJid group -> sendToGroup(group, message, id, fault);
      default -> CompletableFuture.failedFuture(new UnknownRecipientException());
    };
  }

  /**
   * Sends any content to a person or a group.
   *
   * @return the message id; fails with {@link chatwarp.simulator.content.UnknownTargetException}
   *     when it is about a message that the phone does not know
   */
  public CompletableFuture<String> sendContent(
      Jid chat,
      PhoneContent content,
      Circumstances circumstances,
      Optional<String> id,
      SendFault fault) {
    return ask(() -> writer.message(content, circumstances))
        .thenCompose(message -> sendTo(chat, message, id, fault));
  }

  /**
   * Posts any content to the status feed.
   *
   * @param viewers who may see it, beside the own devices
   * @return the message id; fails with {@link UnknownRecipientException} when a viewer is nobody
   */
  public CompletableFuture<String> sendStatus(
      List<UserJid> viewers,
      PhoneContent content,
      Circumstances circumstances,
      Optional<String> id) {
    return ask(() -> {
      List<Account> people =
          viewers.stream()
              .map(
                  viewer -> kit.accounts().find(viewer).orElseThrow(UnknownRecipientException::new))
              .toList();
      return outbox.sendStatus(people, writer.message(content, circumstances), id);
    });
  }

  /** Encrypts a file and uploads it, for a content to be sent. */
  public MediaPointer upload(MediaType type, byte[] plain) {
    return kit.media().upload(type, plain, kit.now(), kit.random());
  }

  /**
   * The file of a message that the phone got, decrypted.
   *
   * @throws MediaCipher.BadMediaException when it cannot be shown
   */
  public byte[] file(MediaPointer pointer) throws MediaCipher.BadMediaException {
    return kit.media().open(pointer);
  }

  /** Tells somebody, or a group, that the owner records a voice message. */
  public CompletableFuture<Void> recording(Jid to) {
    return does(() -> kit.line().submit(PhoneStanzas.recording(to)));
  }

  /**
   * Sends any message, under a given id when there is one, and wrongly when told to.
   *
   * @return the message id; fails with {@link UnknownRecipientException} when nobody is there
   */
  public CompletableFuture<String> send(
      UserJid to, Message message, Optional<String> id, SendFault fault) {
    return ask(() -> outbox.send(to, timed(to, message), id, fault));
  }

  /** What is said in a chat whose messages disappear says so itself. */
  private Message timed(UserJid to, Message message) {
    UserJid chat = kit.accounts().find(to).map(Account::phone).orElse(to);
    if (message.hasProtocolMessage()) {
      timers.learn(chat, message, kit.now().getEpochSecond());
    }
    return timers.stamped(chat, message);
  }

  /**
   * Sends any message to a group, of which it learns who is in it when it does not know.
   *
   * @return the message id; fails with {@link RequestRefusedException} when the phone may not know
   */
  public CompletableFuture<String> sendToGroup(
      GroupJid to, Message message, Optional<String> id, SendFault fault) {
    return ask(() -> groups.find(to))
        .thenCompose(known ->
            known.isPresent()
                ? CompletableFuture.completedFuture(known.get())
                : actions.metadata(to).thenApplyAsync(groups::learn, work))
        .thenApplyAsync(group -> outbox.sendToGroup(group, message, id, fault), work);
  }

  private CompletableFuture<Node> request(NodeBuilder iq) {
    CompletableFuture<Node> answer = new CompletableFuture<>();
    work.execute(() -> {
      if (online) {
        inquiries.ask(iq, answer);
      } else {
        answer.completeExceptionally(new RequestRefusedException(0, "the phone is offline"));
      }
    });
    return answer;
  }

  /** Asks to be told when somebody comes and goes. */
  public CompletableFuture<Void> subscribe(UserJid person) {
    return does(() -> {
      List<Node> token = kit.accounts().find(person).map(trust::shownTo).orElse(List.of());
      kit.line().submit(PhoneStanzas.subscription(person, token));
    });
  }

  /**
   * Lets somebody in: issues the account's privacy token to them, now or as of some time.
   *
   * @return the server's answer; fails with {@link UnknownRecipientException} when nobody is there
   */
  public CompletableFuture<Node> trust(UserJid person, Optional<Instant> at) {
    CompletableFuture<Node> answer = new CompletableFuture<>();
    work.execute(() ->
        kit.accounts()
            .find(person)
            .ifPresentOrElse(
                account -> trust.issue(account, at.orElseGet(kit::now), answer),
                () -> answer.completeExceptionally(new UnknownRecipientException())));
    return answer;
  }

  /** Loses the key that a device gave it for a group. */
  public CompletableFuture<Void> forgetSenderKey(GroupJid group, Device device) {
    return does(() -> kit.senderKeys().forget(group, device.lid()));
  }

  /** Hands over the messages that were sent with {@link SendFault#HOLD}, the latest first. */
  public CompletableFuture<Void> release() {
    return does(outbox::release);
  }

  /** Tells somebody that messages of theirs were read; in a group, each author of theirs. */
  public CompletableFuture<Void> read(Jid chat, List<String> ids) {
    return does(() ->
        authors(chat, ids)
            .forEach((author, read) ->
                kit.line()
                    .submit(PhoneStanzas.read(chat, author, read, kit.now().getEpochSecond()))));
  }

  private Map<Optional<Jid>, List<String>> authors(Jid chat, List<String> ids) {
    if (!(chat instanceof GroupJid)) {
      return Map.of(Optional.empty(), ids);
    }
    return inbox.entries(entry -> entry.chat().equals(chat) && ids.contains(entry.id())).stream()
        .collect(
            Collectors.groupingBy(
                entry -> Optional.of(entry.from().bare()),
                Collectors.mapping(
                    InboxEntry::id,
                    Collectors.collectingAndThen(
                        Collectors.toCollection(LinkedHashSet::new), List::copyOf))));
  }

  /** Tells somebody, or a group, that the owner types or has stopped. */
  public CompletableFuture<Void> typing(Jid to, boolean composing) {
    return does(() -> kit.line().submit(PhoneStanzas.chatState(to, composing)));
  }

  /** Tells the server that the owner looks at the phone, or does not. */
  public CompletableFuture<Void> available(boolean available) {
    return does(() -> kit.line().submit(PhoneStanzas.presence(available, account().pushName())));
  }

  /** Loses the session with one device, as after a restored backup. */
  public CompletableFuture<Void> forgetSession(Device device) {
    return does(() -> kit.sessions().forget(device.lid()));
  }

  /** Vouches for a companion (03 §3.7). */
  LinkAttempt vouch(PublicKey companion, int keyIndex, AdvSecret secret, ScanFault fault) {
    return signing.link(companion, keyIndex, secret, kit.now(), fault);
  }

  /** Answers a companion's hello of a pairing by code. */
  LinkCodePairing answerCode(LinkCode code, byte[] wrappedCompanion) {
    return LinkCodePairing.answer(account().identity(), code, wrappedCompanion, kit.random());
  }

  /** A companion has caught up; a new one gets its keys and history. */
  void greet(Device companion) {
    work.execute(() -> greetings.begin(companion));
  }

  /** Somebody's companion is no longer linked. */
  void unlinked(Device companion) {
    work.execute(() -> groups.unlinked(companion));
  }

  /** A companion of its own is no longer linked. */
  void forget(Device companion) {
    work.execute(() -> {
      greetings.forget(companion);
      kit.sessions().forget(companion.lid());
    });
  }

  /** Leaves keys with the server, at once. */
  void leavePreKeys() {
    kit.device()
        .preKeys()
        .upload(
            kit.identity().registrationId(),
            kit.identity().identity().publicKey(),
            kit.preKeys().signedPublic(),
            kit.preKeys().next(PREKEYS_AT_A_TIME));
  }

  private CompletableFuture<Void> does(Runnable task) {
    return CompletableFuture.runAsync(task, work);
  }

  private <T> CompletableFuture<T> ask(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, work);
  }

  private static void failed(RuntimeException e) {
    LOG.warn("a phone could not handle a stanza", e);
  }

  /** Says nothing of whose phone it is. */
  @Override
  public String toString() {
    return "Phone[redacted]";
  }

  /** The server's side of the line; called under the mailbox's lock, so it only enqueues. */
  private final class Endpoint implements DeviceEndpoint {

    @Override
    public void deliver(Node stanza) {
      work.execute(() -> take(stanza));
    }

    @Override
    public void end(Node farewell) {
      work.execute(() -> {
        online = false;
        kit.line().disconnect(endpoint);
      });
    }

    private void take(Node stanza) {
      try {
        switch (stanza.tag()) {
          case "message" -> messages.take(stanza);
          case "receipt" -> happenings.receipt(stanza);
          case "notification" -> happenings.notification(stanza);
          case "ack" -> happenings.ack(stanza);
          case "chatstate" -> happenings.chatState(stanza);
          case "presence" -> happenings.presence(stanza);
          case "iq" -> inquiries.answered(stanza);
          case "call" -> kit.line().submit(PhoneStanzas.ack(stanza));
          default -> {} // marks of the backlog, which a phone has no use for
        }
      } catch (NodeException | UnreadableException e) {
        LOG.warn("a phone got a stanza it does not understand: {}", stanza, e);
      }
    }
  }
}
