package chatwarp.adapters.wa.session;

import chatwarp.adapters.wa.device.OwnKeys;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.pairing.FirstKeys;
import chatwarp.adapters.wa.proto.ClientPayload;
import chatwarp.adapters.wa.stream.ClientPayloads;
import chatwarp.adapters.wa.stream.ConnectException;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.ConnectionListener;
import chatwarp.adapters.wa.stream.Ending;
import chatwarp.adapters.wa.stream.Link;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.SessionMetadata;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.SessionSignal;
import chatwarp.domain.port.StoreException;
import chatwarp.domain.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a session, from dialling to its end, which is told once. Any thread may call;
 * what the connection tells comes on its reader.
 */
final class Attempt implements ConnectionListener {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
  private static final Duration LOGIN_LIMIT = Duration.ofSeconds(60);
  private static final Ending STORE_FAILED =
      new Ending(DisconnectReason.STORE_FAILED, "what happened could not be kept");

  private final SessionParts parts;
  private final ServerWords words;
  private final BiConsumer<Attempt, Ending> over;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  private boolean finished;
  private @Nullable Connection connection;
  private @Nullable Ending expected;
  private volatile @Nullable Linking linking;
  private volatile boolean open;
  private volatile Timers.Timer loginTimer = () -> {};

  /**
   * Nothing happens before {@link #run}.
   *
   * @param over is told the end, once
   */
  Attempt(SessionParts parts, BiConsumer<Attempt, Ending> over) {
    this.parts = parts;
    this.words = new ServerWords(parts);
    this.over = over;
  }

  /** Connects; blocks until the handshake is done. */
  void run() {
    try {
      AuthState auth = parts.state.auth().isPresent() ? parts.state.auth().get() : firstKeys();
      SessionMetadata metadata = auth.metadata();
      if (!metadata.network().equals(parts.shared.connector().network())) {
        end(new Ending(DisconnectReason.OTHER_NETWORK, "the account is on another network"));
        return;
      }
      ClientPayload payload =
          metadata.device().isPresent()
              ? ClientPayloads.login(
                  metadata.device().get(), metadata.pushName(), parts.shared.version())
              : ClientPayloads.registration(
                  auth.identity(), parts.context.options(), parts.shared.version());
      start(
          auth,
          parts
              .shared
              .connector()
              .connect(
                  parts.context.options().proxy(),
                  OwnKeys.pair(auth.identity().noiseKey()),
                  metadata.routingInfo().map(Secret::reveal).orElse(new byte[0]),
                  payload));
    } catch (ConnectException e) {
      LOG.info("{}: {}", parts.context.instance(), e.getMessage(), e.getCause());
      end(e.ending());
    } catch (StoreException | CompletionException e) {
      LOG.warn("{}: no connection without the store", parts.context.instance(), e);
      end(STORE_FAILED);
    }
  }

  /** Made and kept before they are shown to anybody. */
  private AuthState firstKeys() {
    AuthState fresh = FirstKeys.create(parts.shared.random(), parts.shared.connector().network());
    parts
        .state
        .step(step -> {
          step.auth(fresh);
          return fresh;
        })
        .durable()
        .join();
    return fresh;
  }

  private void start(AuthState auth, Link link) {
    Connection made =
        new Connection(
            link,
            this,
            parts.shared.executor(),
            parts.shared.timers(),
            parts.shared.clock(),
            parts.shared.random());
    lock.lock();
    try {
      if (finished) {
        link.close();
        return;
      }
      connection = made;
      if (!auth.metadata().paired()) {
        linking = new Linking(parts, made, auth.identity());
      }
      loginTimer = parts.shared.timers().after(LOGIN_LIMIT, this::loginOverdue);
    } finally {
      lock.unlock();
    }
    made.start();
  }

  private void loginOverdue() {
    Linking pairing = linking;
    if (!open && (pairing == null || !pairing.begun())) {
      close(new Ending(DisconnectReason.CONNECTION_LOST, "the login was not answered"));
    }
  }

  /** Ends it for this reason, unless it ended already. */
  void close(Ending why) {
    Connection made;
    lock.lock();
    try {
      made = connection;
    } finally {
      lock.unlock();
    }
    if (made == null) {
      end(why);
    } else {
      made.close(why);
    }
  }

  /** Whatever the end will be called, it means this. */
  void expect(Ending meaning) {
    lock.lock();
    try {
      expected = meaning;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the end was told. */
  void awaitEnd(Duration limit) throws InterruptedException {
    if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("{}: a connection does not end", parts.context.instance());
    }
  }

  /**
   * The connection while messages flow.
   *
   * @throws SessionException.NotConnected when they do not
   */
  Connection requireOpen() {
    Connection made = connection();
    if (!open || made == null || !made.open()) {
      throw new SessionException.NotConnected();
    }
    return made;
  }

  /**
   * The pairing on this connection.
   *
   * @throws SessionException.NotConnected when there is none
   */
  Linking requireLinking() {
    Linking pairing = linking;
    if (pairing == null) {
      throw new SessionException.NotConnected();
    }
    return pairing;
  }

  private @Nullable Connection connection() {
    lock.lock();
    try {
      return connection;
    } finally {
      lock.unlock();
    }
  }

  private Connection made() {
    Connection made = connection();
    if (made == null) {
      throw new IllegalStateException("a connection speaks before it was made");
    }
    return made;
  }

  @Override
  public void loggedIn(Node success) {
    success.attrLong("t").ifPresent(t -> parts.clock.told(Instant.ofEpochSecond(t)));
    parts.shared.executor().execute(() -> login(success));
  }

  private void login(Node success) {
    Connection made = made();
    try {
      parts.login.run(success, made, () -> opened(made), this::storeFailed);
    } catch (SessionException e) {
      LOG.info("{}: the login was not completed: {}", parts.context.instance(), e.getMessage());
      made.close(new Ending(DisconnectReason.CONNECTION_LOST, "the login was not completed"));
    } catch (StoreException | NodeException e) {
      storeFailed(e);
    }
  }

  private void opened(Connection made) {
    if (made.open()) {
      open = true;
      loginTimer.cancel();
      parts.context.host().signal(new SessionSignal.Opened());
      parts.presence.begin(made);
    }
  }

  private void storeFailed(RuntimeException failure) {
    LOG.warn("{}: state cannot be read or kept", parts.context.instance(), failure);
    close(STORE_FAILED);
  }

  @Override
  public void acknowledged(Node ack) {
    if (ack.attrIs("class", "message")) {
      try {
        parts.outbox.acknowledged(ack);
      } catch (StoreException e) {
        storeFailed(e);
      }
    }
  }

  @Override
  public void arrived(Node stanza) {
    Linking pairing = linking;
    if (pairing != null && stanza.attrIs("type", "link_code_companion_reg")) {
      chore(() -> pairing.answered(stanza));
    } else {
      inbox(() -> parts.inbox.handle(stanza, made()));
    }
  }

  @Override
  public void asked(Node iq) {
    Linking pairing = linking;
    if (pairing != null) {
      inbox(() -> pairing.asked(iq));
    }
  }

  private void inbox(Runnable task) {
    try {
      parts.inboxLane.put(() -> {
        try {
          task.run();
        } catch (StoreException e) {
          storeFailed(e);
        }
      });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close(new Ending(DisconnectReason.CONNECTION_LOST, "the reader was interrupted"));
    }
  }

  private void chore(Runnable task) {
    if (!parts.chores.offer(task)) {
      LOG.info("{}: too many chores, one is left out", parts.context.instance());
    }
  }

  @Override
  public void informed(Node ib) {
    words.handle(ib, made(), this::inbox);
  }

  @Override
  public void ended(Ending ending) {
    end(ending);
  }

  private void end(Ending ending) {
    Ending meaning;
    lock.lock();
    try {
      if (finished) {
        return;
      }
      finished = true;
      meaning = expected == null ? ending : expected;
    } finally {
      lock.unlock();
    }
    open = false;
    loginTimer.cancel();
    Linking pairing = linking;
    if (pairing != null) {
      pairing.stop();
      if (pairing.linked() && meaning.reason() == DisconnectReason.CONNECTION_LOST) {
        // Some servers only hang up where others say 515.
        meaning = new Ending(DisconnectReason.RESTART_REQUIRED, "linked, the login follows");
      }
    }
    over.accept(this, meaning);
    ended.countDown();
  }
}
