package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.exchange.DeviceEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The primary device of one account. It has no thread: everything it does runs on its serial
 * executor, one piece after the other. Every method may be called from any thread; those that
 * return a future have only asked for the work, and the others return at once.
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
  private final MessageDesk messages;
  private final EventDesk happenings;
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
    outbox = new Outbox(kit);
    greetings = new Greetings(outbox, appStateKey, contacts, kit.clock());
    RetryDesk retries = new RetryDesk(kit, outbox);
    messages = new MessageDesk(kit, retries, outbox, appStateKey, this::manners, inbox);
    happenings = new EventDesk(kit, retries, greetings, this::leavePreKeys, events);
  }

  public Account account() {
    return kit.account();
  }

  /** The messages that reached it, repeats and unreadable ones among them. */
  public Journal<InboxEntry> inbox() {
    return inbox;
  }

  /** What else reached it: acks, receipts, who types. */
  public Journal<PhoneEvent> events() {
    return events;
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

  /** Leaves its keys with the server at once, and connects; called once, before anything else. */
  void start() {
    leavePreKeys();
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

  /**
   * Sends any message, under a given id when there is one, and wrongly when told to.
   *
   * @return the message id; fails with {@link UnknownRecipientException} when nobody is there
   */
  public CompletableFuture<String> send(
      UserJid to, Message message, Optional<String> id, SendFault fault) {
    return ask(() -> outbox.send(to, message, id, fault));
  }

  /** Hands over the messages that were sent with {@link SendFault#HOLD}, the latest first. */
  public CompletableFuture<Void> release() {
    return does(outbox::release);
  }

  /** Tells somebody that messages of theirs were read. */
  public CompletableFuture<Void> read(Jid chat, List<String> ids) {
    return does(() -> kit.line().submit(PhoneStanzas.read(chat, ids, kit.now().getEpochSecond())));
  }

  /** Tells somebody that the owner types, or has stopped. */
  public CompletableFuture<Void> typing(UserJid to, boolean composing) {
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

  /** A companion is no longer linked. */
  void forget(Device companion) {
    work.execute(() -> {
      greetings.forget(companion);
      kit.sessions().forget(companion.lid());
    });
  }

  private void leavePreKeys() {
    Account account = account();
    account
        .primary()
        .preKeys()
        .upload(
            account.registrationId(),
            account.identity().publicKey(),
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
          case "call" -> kit.line().submit(PhoneStanzas.ack(stanza));
          default -> {} // marks of the backlog, which a phone has no use for
        }
      } catch (NodeException | UnreadableException e) {
        LOG.warn("a phone got a stanza it does not understand: {}", stanza, e);
      }
    }
  }
}
