package chatwarp.application.instance;

import chatwarp.application.memory.KnownAddresses;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.event.InstanceEvent.PresenceSeen;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChatState;
import chatwarp.domain.port.PresenceState;
import chatwarp.domain.port.SessionHost;
import chatwarp.domain.port.SessionSignal;
import chatwarp.domain.port.SessionStep;
import chatwarp.domain.port.StoreException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ear of an instance at one session. A session that was let go is not heard any more: the next
 * one has its own host.
 */
final class RunnerHost implements SessionHost {
  private static final Logger LOG = LoggerFactory.getLogger(RunnerHost.class);

  private final InstanceParts parts;
  private final InstanceId instance;
  private final InstanceJournal journal;
  private final AutoRead autoRead;
  private final BiConsumer<RunnerHost, RunInput> inputs;
  private final Mailbox<PresenceSeen> presences;
  private volatile boolean deaf;

  RunnerHost(
      InstanceParts parts, InstanceJournal journal, BiConsumer<RunnerHost, RunInput> inputs) {
    this.parts = parts;
    this.instance = journal.instance().id();
    this.journal = journal;
    this.autoRead = new AutoRead(parts.executor(), journal);
    this.inputs = inputs;
    this.presences = new Mailbox<>(parts.executor(), this::keep);
  }

  AutoRead autoRead() {
    return autoRead;
  }

  @Override
  public CompletableFuture<Void> commit(SessionStep step) {
    if (deaf) {
      return CompletableFuture.failedFuture(new StoreException.SessionEnded());
    }
    CompletableFuture<Void> durable = journal.step(step);
    autoRead.after(durable, step);
    return durable;
  }

  @Override
  public void signal(SessionSignal signal) {
    switch (signal) {
      case SessionSignal.QrOffered offered ->
          inputs.accept(this, new RunInput.QrOffered(offered.qr()));
      case SessionSignal.Opened _ -> inputs.accept(this, new RunInput.Opened());
      case SessionSignal.Closed closed ->
          inputs.accept(this, new RunInput.Closed(closed.reason(), closed.detail()));
      case SessionSignal.ChatStateChanged changed ->
          seen(
              new PresenceSeen(
                  changed.chat(),
                  changed.participant(),
                  Optional.empty(),
                  presence(changed.state()),
                  Optional.empty()));
      case SessionSignal.PresenceChanged changed ->
          seen(
              new PresenceSeen(
                  changed.person(),
                  changed.person(),
                  Optional.empty(),
                  presence(changed.state()),
                  changed.lastSeen()));
      case SessionSignal.BacklogDone _ -> {
        // No user-visible event follows from this.
      }
    }
  }

  /**
   * Presence is worth nothing a moment later: it is kept only if somebody wants it, and not tried
   * again when it cannot be kept now. What is told again before it was kept is kept once.
   */
  private void seen(PresenceSeen presence) {
    if (!deaf
        && journal.heard(EventKind.PRESENCE_UPDATE)
        && !Deliverable.ignores(journal.instance().config().settings(), presence.chat())) {
      presences.post(presence, presence::equals);
    }
  }

  /** Blocks: no message need have told yet whose number the LID is. */
  private void keep(PresenceSeen presence) {
    try {
      InstanceEvent event = named(presence);
      CompletableFuture<Void> _ = journal.writeNow(new Draft().event(event));
    } catch (StoreException e) {
      LOG.debug("a presence could not be kept", e);
    }
  }

  private PresenceSeen named(PresenceSeen seen) {
    if (!(seen.chat() instanceof UserJid chat)) {
      return seen;
    }
    KnownAddresses addresses = parts.known().addresses();
    addresses.learn(instance, chat);
    UserJid name = addresses.name(instance, chat);
    return new PresenceSeen(
        name,
        addresses.name(instance, seen.person()),
        addresses.lid(instance, name),
        seen.presence(),
        seen.lastSeen());
  }

  private static PresenceSeen.Presence presence(ChatState state) {
    return switch (state) {
      case COMPOSING -> PresenceSeen.Presence.COMPOSING;
      case RECORDING -> PresenceSeen.Presence.RECORDING;
      case PAUSED -> PresenceSeen.Presence.PAUSED;
    };
  }

  private static PresenceSeen.Presence presence(PresenceState state) {
    return switch (state) {
      case AVAILABLE -> PresenceSeen.Presence.AVAILABLE;
      case UNAVAILABLE -> PresenceSeen.Presence.UNAVAILABLE;
    };
  }

  /** Also the moment to learn what {@link #commit} must know without reading. */
  @Override
  public boolean knows(Jid chat, UserJid sender, MessageId id) {
    parts.known().learnChat(instance, chat);
    parts.known().learnContact(instance, sender);
    return parts.conversations().exists(instance, chat, sender, id);
  }

  @Override
  public Optional<MessageRecord> message(Jid chat, MessageId id) {
    return parts.targets().learn(instance, chat, id);
  }

  /** The account itself, whom it knows, and groups unless they are ignored. */
  @Override
  public boolean followsPicture(Jid of) {
    return switch (of) {
      case UserJid person -> {
        parts.known().learnContact(instance, person);
        UserJid named = parts.known().addresses().name(instance, person);
        yield journal.instance().profile().owner().filter(named::equals).isPresent()
            || parts.known().remembersContact(instance, named);
      }
      case GroupJid group -> !Deliverable.ignores(journal.instance().config().settings(), group);
      default -> false;
    };
  }

  void stopListening() {
    deaf = true;
  }

  boolean listening() {
    return !deaf;
  }
}
