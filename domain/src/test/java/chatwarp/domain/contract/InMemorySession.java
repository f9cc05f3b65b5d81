package chatwarp.domain.contract;

import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.PollVoteContent;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.IdentityState;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.SessionMetadata;
import chatwarp.domain.model.StoredKeyPair;
import chatwarp.domain.model.StoredSignedPreKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.ContactSession;
import chatwarp.domain.port.GroupSession;
import chatwarp.domain.port.MediaSession;
import chatwarp.domain.port.ProtocolSession;
import chatwarp.domain.port.Registration;
import chatwarp.domain.port.Sending;
import chatwarp.domain.port.SessionContext;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.SessionSignal;
import chatwarp.domain.port.SessionStep;
import chatwarp.domain.port.Stanza;
import chatwarp.domain.port.StanzaChange;
import chatwarp.domain.port.StateChange;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import chatwarp.domain.port.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A session with the in-memory WhatsApp. Its lock is held while staging only; the inbox lock keeps
 * messages in order and is held until each is kept.
 */
final class InMemorySession implements ProtocolSession {
  private enum Link {
    NONE,
    DIALING,
    REGISTERING,
    OPEN
  }

  private final InMemoryWhatsApp server;
  private final SessionContext context;
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock inbox = new ReentrantLock(true);
  private final Map<Jid, Integer> ratchets = new HashMap<>();
  private final Map<MessageId, CompletableFuture<Sending.Outcome>> outcomes =
      new ConcurrentHashMap<>();
  private volatile Optional<AuthState> auth;
  private CompletableFuture<Void> wire = CompletableFuture.completedFuture(null);
  private Link link = Link.NONE;
  private boolean closed;

  InMemorySession(InMemoryWhatsApp server, SessionContext context) {
    this.server = server;
    this.context = context;
    this.auth = context.auth();
  }

  @Override
  public void connect() {
    lock.lock();
    try {
      if (closed || link != Link.NONE) {
        return;
      }
      link = Link.DIALING;
    } finally {
      lock.unlock();
    }
    server.executor.execute(this::dial);
  }

  private void dial() {
    Optional<DisconnectReason> refusal = server.arrival();
    if (refusal.isPresent()) {
      end(refusal.get(), "refused by the server");
      return;
    }
    try {
      if (auth.isEmpty()) {
        commit(new SessionFact.AuthChanged(adopt(freshAuth())));
      }
      if (auth.get().metadata().paired()) {
        login();
      } else if (become(Link.REGISTERING)) {
        offerQr();
      }
    } catch (StoreException e) {
      end(DisconnectReason.STORE_FAILED, "what should be kept could not be");
    }
  }

  private void login() {
    if (server.login(identity(), this).isEmpty()) {
      end(DisconnectReason.LOGGED_OUT, "the device was removed");
      return;
    }
    if (!become(Link.OPEN)) {
      return;
    }
    server.store.stanzas(context.instance()).forEach(stanza -> transmit(stanza.bytes()));
    inbox.lock();
    try {
      context.host().signal(new SessionSignal.Opened());
      List<InMemoryText> backlog = server.pending(identity());
      backlog.forEach(this::receive);
      context.host().signal(new SessionSignal.BacklogDone(backlog.size()));
    } finally {
      inbox.unlock();
    }
  }

  void offerQr() {
    String qr =
        "2@%s,%s,%s,%s".formatted(server.hex(8), server.hex(8), server.hex(8), server.hex(8));
    server.offer(qr, this);
    context.host().signal(new SessionSignal.QrOffered(qr));
  }

  /** The phone linked this device. */
  void paired(DeviceJid device, DeviceJid lidDevice) {
    AuthState old = auth.orElseThrow();
    SessionMetadata m = old.metadata();
    AuthState linked =
        new AuthState(
            old.identity(),
            new SessionMetadata(
                Optional.of(device),
                Optional.of(lidDevice),
                Optional.of("account " + device.user()),
                Optional.of("android"),
                m.businessName(),
                m.routingInfo(),
                m.nextPreKeyId(),
                m.network()));
    commit(new SessionFact.Paired(adopt(linked)));
    end(DisconnectReason.RESTART_REQUIRED, "restart after pairing");
  }

  Secret identity() {
    return auth.orElseThrow().identity().identityKey().publicKey();
  }

  @Override
  public String requestPairingCode(String number) {
    if (current() != Link.REGISTERING) {
      throw new SessionException.NotConnected();
    }
    String code = server.hex(4);
    server.offer(code, this);
    return code;
  }

  @Override
  public List<Sending> send(List<OutgoingMessage> messages) {
    if (current() != Link.OPEN) {
      throw new SessionException.NotConnected();
    }
    server.withinSend();
    List<StateChange> state = new ArrayList<>();
    List<StanzaChange> stanzas = new ArrayList<>();
    List<SessionFact> facts = new ArrayList<>();
    List<Sending> sendings = new ArrayList<>();
    List<byte[]> encoded = new ArrayList<>();
    CompletableFuture<Void> durable;
    lock.lock();
    try {
      for (OutgoingMessage message : messages) {
        InMemoryText staged = staged(message);
        MessageRecord kept =
            record(
                MessageKey.of(message.chat(), true, message.id()), staged, MessageStatus.PENDING);
        CompletableFuture<Sending.Outcome> outcome = new CompletableFuture<>();
        outcomes.put(message.id(), outcome);
        state.add(ratchet(message.chat(), staged.ratchet()));
        stanzas.add(
            new StanzaChange.Keep(new Stanza(message.id(), message.chat(), staged.encoded())));
        facts.add(new SessionFact.Prepared(kept));
        sendings.add(new Sending(kept, outcome));
        encoded.add(staged.encoded());
      }
      durable = context.host().commit(new SessionStep(state, stanzas, facts));
    } finally {
      lock.unlock();
    }
    join(durable);
    lock.lock();
    try {
      for (byte[] stanza : encoded) {
        wire = wire.thenRunAsync(() -> transmit(stanza), server.executor);
      }
    } finally {
      lock.unlock();
    }
    return sendings;
  }

  private InMemoryText staged(OutgoingMessage message) {
    ReadContent said = new ReadContent(message.content(), message.context());
    WireContent wireContent = server.contents.wire(said);
    return new InMemoryText(
        message.id(),
        me(),
        message.chat(),
        InMemoryText.shown(said, wireContent),
        wireContent,
        message.audience(),
        now(),
        "",
        nextKey(message.chat()));
  }

  /** Takes the next message key; read from the store once, then kept in memory. */
  private int nextKey(Jid chat) {
    int last =
        ratchets.computeIfAbsent(
            chat,
            _ ->
                server
                    .store
                    .read(context.instance(), key(chat))
                    .map(bytes -> ByteBuffer.wrap(bytes).getInt())
                    .orElse(0));
    ratchets.put(chat, last + 1);
    return last + 1;
  }

  private void transmit(byte[] stanza) {
    if (current() != Link.OPEN) {
      return;
    }
    InMemoryText text = InMemoryText.decoded(stanza);
    Sending.Outcome outcome;
    SessionFact fact;
    switch (server.take(identity(), text)) {
      case ACK -> {
        outcome = new Sending.Outcome.Acked(now());
        fact = new SessionFact.SendAcked(text.chat(), text.id(), now());
      }
      case NACK -> {
        int code = server.nackCode();
        outcome = new Sending.Outcome.Refused(code);
        fact = new SessionFact.SendRefused(text.chat(), text.id(), code);
      }
      default -> {
        return;
      }
    }
    try {
      join(
          context
              .host()
              .commit(
                  new SessionStep(
                      List.of(), List.of(new StanzaChange.Drop(text.id())), List.of(fact))));
    } catch (StoreException e) {
      end(DisconnectReason.STORE_FAILED, "what should be kept could not be");
      return;
    }
    Optional.ofNullable(outcomes.remove(text.id())).ifPresent(waiting -> waiting.complete(outcome));
  }

  /** Keeps a message, then acknowledges it; one that cannot be kept comes again. */
  void receive(InMemoryText text) {
    inbox.lock();
    try {
      if (current() != Link.OPEN) {
        return;
      }
      Jid chat = text.chat() instanceof UserJid ? text.from() : text.chat();
      if (!context.host().knows(chat, text.from(), text.id())) {
        MessageRecord kept =
            record(MessageKey.of(chat, false, text.id()), text, MessageStatus.DELIVERY_ACK);
        Optional<ReadContent> said =
            server.contents.read(text.content(), chat).map(read -> seenFromHere(read, chat));
        said.ifPresent(this::learnTarget);
        commit(new SessionFact.Received(kept, said));
      }
      server.acknowledged(identity(), text.id());
    } catch (StoreException e) {
      end(DisconnectReason.STORE_FAILED, "what should be kept could not be");
    } finally {
      inbox.unlock();
    }
  }

  /** Keys inside of a content are told from its sender's side. */
  private ReadContent seenFromHere(ReadContent read, Jid chat) {
    MessageContent content =
        switch (read.content()) {
          case EditContent edit -> new EditContent(mine(edit.target(), chat), edit.replacement());
          case RevokeContent revoke -> new RevokeContent(mine(revoke.target(), chat));
          case PollVoteContent vote ->
              new PollVoteContent(mine(vote.poll(), chat), vote.selected());
          case ReactionContent reaction ->
              new ReactionContent(mine(reaction.target(), chat), reaction.emoji());
          default -> read.content();
        };
    return new ReadContent(content, read.context());
  }

  private MessageKey mine(MessageKey theirs, Jid chat) {
    boolean fromMe =
        chat instanceof UserJid
            ? !theirs.fromMe()
            : theirs.participant().filter(me()::equals).isPresent();
    return new MessageKey(
        chat,
        fromMe,
        theirs.id(),
        chat instanceof UserJid ? Optional.empty() : theirs.participant(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void learnTarget(ReadContent read) {
    Optional<MessageKey> target =
        switch (read.content()) {
          case EditContent edit -> Optional.of(edit.target());
          case RevokeContent revoke -> Optional.of(revoke.target());
          case PollVoteContent vote -> Optional.of(vote.poll());
          default -> Optional.empty();
        };
    target.ifPresent(key -> {
      Optional<MessageRecord> _ = context.host().message(key.chat(), key.id());
    });
  }

  void receipt(InMemoryText text, UserJid participant, MessageStatus status) {
    if (current() == Link.OPEN) {
      commit(
          new SessionFact.ReceiptReceived(
              text.chat(), participant, true, List.of(text.id()), status, now()));
    }
  }

  /** Tells of something that happened on the server. */
  void tell(SessionFact fact) {
    if (current() == Link.OPEN) {
      commit(fact);
    }
  }

  /** Tells of a picture, if somebody wants to know. */
  void tell(SessionFact.PictureChanged news) {
    if (current() == Link.OPEN && context.host().followsPicture(news.of())) {
      commit(news);
    }
  }

  void signal(SessionSignal signal) {
    if (current() == Link.OPEN) {
      context.host().signal(signal);
    }
  }

  private static MessageRecord record(MessageKey key, InMemoryText text, MessageStatus status) {
    MessageKey full =
        new MessageKey(
            key.chat(),
            key.fromMe(),
            key.id(),
            key.chat() instanceof UserJid ? key.participant() : Optional.of(text.from()),
            key.chatAlt(),
            key.participantAlt(),
            Optional.of(AddressingMode.PN));
    Optional<String> name =
        text.pushName().isEmpty() ? Optional.empty() : Optional.of(text.pushName());
    return new MessageRecord(full, text.from(), name, text.at(), status, text.content());
  }

  @Override
  public List<Registration> lookup(List<UserJid> people) {
    if (current() != Link.OPEN) {
      throw new SessionException.NotConnected();
    }
    return server.lookup(people);
  }

  @Override
  public void sendChatState(Jid chat, ChatState state) {
    if (current() != Link.OPEN) {
      throw new SessionException.NotConnected();
    }
    server.seen(new InMemoryWhatsApp.SeenChatState(me(), chat.toString(), state));
  }

  @Override
  public GroupSession groups() {
    return new InMemoryGroupSession(server, here());
  }

  @Override
  public MediaSession media() {
    here();
    return server.media;
  }

  @Override
  public ContactSession contacts() {
    return new InMemoryContacts(server, here());
  }

  /** This account, while it is connected. */
  private UserJid here() {
    if (current() != Link.OPEN) {
      throw new SessionException.NotConnected();
    }
    return me();
  }

  @Override
  public void sendPresence(boolean available) {
    server.seen(new InMemoryWhatsApp.SeenPresence(here(), available));
  }

  @Override
  public void logout() {
    if (current() == Link.OPEN) {
      server.logout(identity());
    }
    end(DisconnectReason.LOGGED_OUT_BY_USER, "logged out");
  }

  @Override
  public void disconnect() {
    end(DisconnectReason.CLOSED_BY_USER, "disconnected");
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      link = Link.NONE;
    } finally {
      lock.unlock();
    }
    server.withdraw(this);
  }

  /** Ends the connection, if there is one; the host is told once. */
  void end(DisconnectReason reason, String detail) {
    lock.lock();
    try {
      if (link == Link.NONE) {
        return;
      }
      link = Link.NONE;
    } finally {
      lock.unlock();
    }
    server.withdraw(this);
    context.host().signal(new SessionSignal.Closed(reason, detail));
  }

  private boolean become(Link next) {
    lock.lock();
    try {
      if (link == Link.NONE) {
        return false;
      }
      link = next;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private Link current() {
    lock.lock();
    try {
      return link;
    } finally {
      lock.unlock();
    }
  }

  private AuthState adopt(AuthState next) {
    auth = Optional.of(next);
    return next;
  }

  private void commit(SessionFact fact) {
    CompletableFuture<Void> durable;
    lock.lock();
    try {
      durable = context.host().commit(new SessionStep(List.of(), List.of(), List.of(fact)));
    } finally {
      lock.unlock();
    }
    join(durable);
  }

  private static void join(CompletableFuture<Void> durable) {
    try {
      durable.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreException known
          ? known
          : new StoreException.Unavailable(e);
    }
  }

  private UserJid me() {
    return auth.flatMap(state -> state.metadata().device()).orElseThrow().owner();
  }

  private Instant now() {
    return server.clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static StateKey key(Jid chat) {
    return new StateKey(StateSpace.SESSION, chat.toString());
  }

  private static StateChange ratchet(Jid chat, int index) {
    return new StateChange.Put(key(chat), ByteBuffer.allocate(4).putInt(index).array());
  }

  private AuthState freshAuth() {
    return new AuthState(
        new IdentityState(
            keyPair(),
            keyPair(),
            new StoredSignedPreKey(1, keyPair(), secret(64)),
            1 + (identitySeed() % 16_380),
            secret(32),
            Optional.empty()),
        new SessionMetadata(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1,
            server.network()));
  }

  private int identitySeed() {
    return Integer.parseUnsignedInt(server.hex(2), 16);
  }

  private StoredKeyPair keyPair() {
    return new StoredKeyPair(secret(32), secret(32));
  }

  private Secret secret(int length) {
    return Secret.copyOf(
        server.hex(length).substring(0, length).getBytes(StandardCharsets.US_ASCII));
  }
}
