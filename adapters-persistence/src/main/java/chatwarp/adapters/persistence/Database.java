package chatwarp.adapters.persistence;

import chatwarp.adapters.persistence.conversation.PostgresConversations;
import chatwarp.adapters.persistence.conversation.TimerCache;
import chatwarp.adapters.persistence.embedded.EmbeddedException;
import chatwarp.adapters.persistence.embedded.EmbeddedPostgres;
import chatwarp.adapters.persistence.embedded.PostmasterWatch;
import chatwarp.adapters.persistence.instance.PostgresInstances;
import chatwarp.adapters.persistence.outbox.PostgresEventOutbox;
import chatwarp.adapters.persistence.seal.KeyRing;
import chatwarp.adapters.persistence.seal.MasterKeySource;
import chatwarp.adapters.persistence.seal.SealException;
import chatwarp.adapters.persistence.sql.DatabaseUrl;
import chatwarp.adapters.persistence.sql.Knock;
import chatwarp.adapters.persistence.sql.Pool;
import chatwarp.adapters.persistence.sql.Purge;
import chatwarp.adapters.persistence.sql.Schema;
import chatwarp.adapters.persistence.sql.Sql;
import chatwarp.adapters.persistence.sql.SqlFailures;
import chatwarp.adapters.persistence.state.PostgresAuth;
import chatwarp.adapters.persistence.state.PostgresStateStore;
import chatwarp.adapters.persistence.state.StateCache;
import chatwarp.domain.port.AuthRepository;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.EventOutbox;
import chatwarp.domain.port.InstanceRepository;
import chatwarp.domain.port.StateStore;
import chatwarp.domain.port.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open database, with its tables up to date and its key proved, and the storage ports over it.
 * Any thread may call.
 */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final Deque<AutoCloseable> open;
  private final Sql sql;
  private final InstantSource clock;
  private final PostgresStateStore state;
  private final AuthRepository auth;
  private final InstanceRepository instances;
  private final ConversationRepository conversations;
  private final EventOutbox events;

  private Database(
      Deque<AutoCloseable> open,
      Sql sql,
      KeyRing keys,
      InstantSource clock,
      ThreadFactory threads) {
    this.open = open;
    this.sql = sql;
    this.clock = clock;
    StateCache cache = new StateCache();
    TimerCache timers = new TimerCache();
    state = new PostgresStateStore(sql, keys, cache, timers, clock, threads);
    open.push(state);
    auth = new PostgresAuth(sql, keys);
    instances =
        new PostgresInstances(
            sql,
            keys,
            clock,
            instance -> {
              cache.forget(instance);
              timers.forget(instance);
            });
    conversations = new PostgresConversations(sql, keys, timers);
    events = new PostgresEventOutbox(sql, keys);
  }

  /**
   * Opens a database; starts the own one first when no other is named.
   *
   * @param random must be cryptographically strong: it makes keys and nonces
   * @param threads gives the few threads that live as long as the database
   * @throws DatabaseException when that is not possible, for now or for good; the message is a line
   *     for the operator
   */
  public static Database open(
      DatabaseConfig config, InstantSource clock, RandomGenerator random, ThreadFactory threads) {
    Deque<AutoCloseable> open = new ArrayDeque<>();
    String which = "the database";
    try {
      DatabaseUrl url = url(config, random, threads, open);
      which = "the database at " + url.place();
      Knock.at(url, config.patience());
      Schema.migrate(url);
      Pool pool = new Pool(url, config.poolSize(), config.patience(), threads);
      open.push(pool);
      Sql sql = new Sql(pool);
      KeyRing keys = KeyRing.open(sql, keySource(config), random);
      return new Database(open, sql, keys, clock, threads);
    } catch (RuntimeException e) {
      closeAll(open);
      throw explained(which, e);
    }
  }

  private static RuntimeException explained(String which, RuntimeException failure) {
    return switch (failure) {
      case SealException e -> new DatabaseException(e);
      case EmbeddedException e -> new DatabaseException(e);
      case DatabaseUrl.Refused e -> new DatabaseException(e);
      case FlywayException e ->
          new DatabaseException(cannotBeOpened(which, e), e, SqlFailures.isTransient(e));
      case StoreException e ->
          new DatabaseException(
              cannotBeOpened(which, e), e, e instanceof StoreException.Unavailable);
      default -> failure;
    };
  }

  private static DatabaseUrl url(
      DatabaseConfig config,
      RandomGenerator random,
      ThreadFactory threads,
      Deque<AutoCloseable> open) {
    Optional<String> outside = config.url();
    if (outside.isPresent()) {
      return DatabaseUrl.parse(outside.get());
    }
    EmbeddedPostgres own = EmbeddedPostgres.start(config.dataFolder().resolve("postgres"), random);
    open.push(own);
    open.push(new PostmasterWatch(own, threads));
    return own.url();
  }

  private static MasterKeySource keySource(DatabaseConfig config) {
    return config
        .masterKey()
        .<MasterKeySource>map(MasterKeySource.Given::parse)
        .orElseGet(() -> new MasterKeySource.KeyFile(config.dataFolder().resolve("master.key")));
  }

  /** With the first line of what the driver says; the rest may repeat the address. */
  private static String cannotBeOpened(String which, Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return which
        + " cannot be opened: "
        + String.valueOf(root.getMessage()).lines().findFirst().orElse("no reason given");
  }

  public StateStore state() {
    return state;
  }

  public AuthRepository auth() {
    return auth;
  }

  public InstanceRepository instances() {
    return instances;
  }

  public ConversationRepository conversations() {
    return conversations;
  }

  public EventOutbox events() {
    return events;
  }

  /** Whether the database answers; waits no longer than the configured patience. */
  public boolean ready() {
    try {
      return sql.read(handle -> handle.createQuery("select true").mapTo(Boolean.class).one());
    } catch (StoreException e) {
      LOG.debug("the database does not answer", e);
      return false;
    }
  }

  /**
   * Deletes what is kept no longer; to be called now and then.
   *
   * @return how many rows went
   * @throws StoreException when that fails; what was deleted stays deleted
   */
  public int sweep(Retention retention) {
    Instant now = clock.instant();
    return Purge.rows(sql, "state_entry", "t.expires < :before", now)
        + Purge.rows(
            sql, "idempotency", "t.created_at < :before", now.minus(retention.idempotency()))
        + Purge.rows(sql, "dead_letter", "t.at < :before", now.minus(retention.deadLetters()))
        + events.prune(now.minus(retention.deliveredEvents()));
  }

  /** Writes what is queued, then lets go of the connections, and of the own server. */
  @Override
  public void close() {
    closeAll(open);
  }

  private static void closeAll(Deque<AutoCloseable> open) {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.warn("a part of the database did not close", e);
      }
    }
  }
}
