package chatwarp.application.instance;

import chatwarp.application.chat.KnownConversations;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.SessionHost;
import chatwarp.domain.port.SessionSignal;
import chatwarp.domain.port.SessionStep;
import chatwarp.domain.port.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * The ear of an instance at one session. A session that was let go is not heard any more: the next
 * one has its own host.
 */
final class RunnerHost implements SessionHost {
  private final InstanceId instance;
  private final InstanceJournal journal;
  private final KnownConversations known;
  private final ConversationRepository conversations;
  private final BiConsumer<RunnerHost, RunInput> inputs;
  private volatile boolean deaf;

  RunnerHost(
      InstanceId instance,
      InstanceJournal journal,
      KnownConversations known,
      ConversationRepository conversations,
      BiConsumer<RunnerHost, RunInput> inputs) {
    this.instance = instance;
    this.journal = journal;
    this.known = known;
    this.conversations = conversations;
    this.inputs = inputs;
  }

  @Override
  public CompletableFuture<Void> commit(SessionStep step) {
    return deaf
        ? CompletableFuture.failedFuture(new StoreException.StaleLease())
        : journal.step(step);
  }

  @Override
  public void signal(SessionSignal signal) {
    switch (signal) {
      case SessionSignal.QrOffered offered ->
          inputs.accept(this, new RunInput.QrOffered(offered.qr()));
      case SessionSignal.Opened _ -> inputs.accept(this, new RunInput.Opened());
      case SessionSignal.Closed closed ->
          inputs.accept(this, new RunInput.Closed(closed.reason(), closed.detail()));
      case SessionSignal.BacklogDone _, SessionSignal.ChatStateChanged _ -> {
        // No user-visible event follows from these yet.
      }
    }
  }

  /** Also the moment to learn what {@link #commit} must know without reading. */
  @Override
  public boolean knows(Jid chat, UserJid sender, MessageId id) {
    known.learnChat(instance, chat);
    known.learnContact(instance, sender);
    return conversations.exists(instance, chat, sender, id);
  }

  void stopListening() {
    deaf = true;
  }

  boolean listening() {
    return !deaf;
  }
}
