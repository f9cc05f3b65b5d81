package chatwarp.adapters.wa.session;

import chatwarp.adapters.wa.contact.WaContacts;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.group.GroupRequests;
import chatwarp.adapters.wa.media.WaMedia;
import chatwarp.adapters.wa.message.Outgoing;
import chatwarp.adapters.wa.message.OwnAddress;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.Ending;
import chatwarp.adapters.wa.transport.SocketDialer;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
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
import chatwarp.domain.port.SessionSignal;
import chatwarp.domain.port.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real session. What it does is done by its parts; here is who may do what, and when. */
final class WaSession implements ProtocolSession {
  private static final Logger LOG = LoggerFactory.getLogger(WaSession.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Messages that may be kept and not yet written to the socket; more wait in {@link #send}. */
  private static final int DEPARTING = 256;

  private final SessionContext context;
  private final SessionParts parts;
  private final GroupSession groups;
  private final WaMedia media;
  private final WaContacts contacts;

  /** Of the present connection: what never left with an earlier one does not count. */
  private volatile Semaphore departing = new Semaphore(DEPARTING);

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Attempt attempt;
  private boolean closed;

  WaSession(SessionContext context, WaSessions.Parts shared) {
    this.context = context;
    this.parts = new SessionParts(context, shared, this::notKept);
    this.groups =
        new GroupRequests(
            parts.state,
            parts.groups,
            parts.trusted,
            this::requireOpen,
            parts.clock,
            shared.random());
    this.media =
        new WaMedia(
            new WaMedia.Link(this::requireOpen, () -> own().phone().owner()),
            shared.mediaHttp(),
            SocketDialer.of(shared.resolver(), context.options().proxy()),
            shared.random(),
            parts.clock,
            parts.mediaRetries,
            shared.spool(),
            Thread::sleep);
    this.contacts = new WaContacts(this::requireOpen, parts.privacy, parts.trusted, parts.clock);
  }

  @Override
  public void connect() {
    Attempt started;
    lock.lock();
    try {
      if (closed || attempt != null) {
        return;
      }
      started = new Attempt(parts, this::over);
      attempt = started;
    } finally {
      lock.unlock();
    }
    parts.shared.executor().execute(started::run);
  }

  private void over(Attempt which, Ending ending) {
    boolean told;
    lock.lock();
    try {
      if (attempt == which) {
        attempt = null;
      }
      told = !closed;
    } finally {
      lock.unlock();
    }
    parts.presence.end();
    departing = new Semaphore(DEPARTING);
    if (ending.reason().credentialsGone()) {
      parts.state.forget(true);
    }
    if (told) {
      if (ending.overAStanza()) {
        parts.outbox.accused();
      }
      context.host().signal(new SessionSignal.Closed(ending.reason(), ending.detail()));
    }
  }

  private void notKept(Throwable failure) {
    LOG.warn("{}: what happened could not be kept", context.instance(), failure);
    Attempt current = attempt();
    if (current != null) {
      current.close(new Ending(DisconnectReason.STORE_FAILED, "what happened could not be kept"));
    }
  }

  private @Nullable Attempt attempt() {
    lock.lock();
    try {
      return attempt;
    } finally {
      lock.unlock();
    }
  }

  private Attempt requireAttempt() {
    Attempt current = attempt();
    if (current == null) {
      throw new SessionException.NotConnected();
    }
    return current;
  }

  private Connection requireOpen() {
    return requireAttempt().requireOpen();
  }

  @Override
  public String requestPairingCode(String number) {
    return requireAttempt().requireLinking().requestCode(number);
  }

  @Override
  public List<Sending> send(List<OutgoingMessage> messages) {
    int count = messages.size();
    if (count > DEPARTING) {
      throw new IllegalArgumentException("more messages at once than may depart");
    }
    Connection connection = requireOpen();
    Map<MessageId, CompletableFuture<Sending.Outcome>> outcomes = new HashMap<>();
    messages.forEach(message -> outcomes.put(message.id(), new CompletableFuture<>()));
    Semaphore permits = departing;
    try {
      permits.acquire(count);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SessionException.NotConnected();
    }
    boolean kept = false;
    try {
      StagedState.Commit<List<Outgoing.Prepared>> commit =
          parts.outgoing.send(
              messages,
              connection,
              prepared -> {
                parts.outbox.expect(prepared, outcome(outcomes, prepared));
                return () -> {
                  permits.release();
                  parts.outbox.depart(prepared.stanza());
                };
              });
      commit.durable().join();
      kept = true;
      return commit.result().stream()
          .map(prepared -> new Sending(prepared.message(), outcome(outcomes, prepared)))
          .toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreException failure
          ? failure
          : new StoreException.Unavailable(e);
    } finally {
      if (!kept) {
        messages.forEach(message -> parts.outbox.forget(message.id()));
        permits.release(count);
      }
    }
  }

  private static CompletableFuture<Sending.Outcome> outcome(
      Map<MessageId, CompletableFuture<Sending.Outcome>> outcomes, Outgoing.Prepared prepared) {
    return Objects.requireNonNull(outcomes.get(prepared.stanza().id()));
  }

  @Override
  public List<Registration> lookup(List<UserJid> people) {
    return people.isEmpty() ? List.of() : parts.existence.of(requireOpen(), people);
  }

  @Override
  public void sendChatState(Jid chat, ChatState state) {
    Connection connection = requireOpen();
    OwnAddress own = own();
    Node what =
        switch (state) {
          case COMPOSING -> Node.of("composing");
          case RECORDING -> Node.builder("composing").attr("media", "audio").build();
          case PAUSED -> Node.of("paused");
        };
    connection.send(
        Node.builder("chatstate")
            .attr("from", own.in(chat))
            .attr("to", chat)
            .children(what)
            .build());
  }

  private OwnAddress own() {
    return OwnAddress.of(parts.state.auth().orElseThrow(SessionException.NotConnected::new));
  }

  @Override
  public GroupSession groups() {
    return groups;
  }

  @Override
  public MediaSession media() {
    return media;
  }

  @Override
  public ContactSession contacts() {
    return contacts;
  }

  @Override
  public void sendPresence(boolean available) {
    requireOpen();
    parts.presence.want(available);
  }

  @Override
  public void logout() {
    Attempt current = requireAttempt();
    Ending meaning = new Ending(DisconnectReason.LOGGED_OUT_BY_USER, "logged out by the user");
    current.expect(meaning);
    try {
      Connection connection = current.requireOpen();
      AuthState auth = parts.state.auth().orElseThrow(SessionException.NotConnected::new);
      CompletableFuture.runAsync(() -> unlink(connection, auth), parts.shared.executor())
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (SessionException.NotConnected | ExecutionException | TimeoutException e) {
      LOG.info("{}: the server did not confirm the logout", context.instance(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    finish(current, meaning);
  }

  private static void unlink(Connection connection, AuthState auth) {
    connection.request(
        Connection.iq("set", "md")
            .children(
                Node.builder("remove-companion-device")
                    .attr("jid", OwnAddress.of(auth).phone())
                    .attr("reason", "user_initiated")
                    .build()));
  }

  @Override
  public void disconnect() {
    Attempt current = attempt();
    if (current != null) {
      finish(current, new Ending(DisconnectReason.CLOSED_BY_USER, "closed by the user"));
    }
  }

  private void finish(Attempt current, Ending why) {
    current.close(why);
    try {
      current.awaitEnd(PATIENCE);
      settle();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for what is being handled, and for everything staged. */
  private void settle() throws InterruptedException {
    if (!parts.inboxLane.awaitIdle(PATIENCE)) {
      LOG.warn("{}: the inbox does not come to rest", context.instance());
    }
    for (CompletableFuture<Void> durable : parts.state.unsettled()) {
      try {
        durable.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException e) {
        LOG.warn("{}: something staged was not kept in time", context.instance(), e);
        return;
      }
    }
  }

  @Override
  public void close() {
    Attempt current;
    lock.lock();
    try {
      closed = true;
      current = attempt;
    } finally {
      lock.unlock();
    }
    if (current != null) {
      finish(current, new Ending(DisconnectReason.CLOSED_BY_USER, "closed"));
    }
    parts.outbox.close();
    parts.state.forget(false);
  }
}
