package chatwarp.application.instance;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ProtocolSession;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.SessionStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells senders that their messages were read, when the instance's settings say so. Nothing is told
 * of a message that is not kept. Never blocks who calls.
 */
final class AutoRead {
  private static final Logger LOG = LoggerFactory.getLogger(AutoRead.class);

  private record Writer(Jid chat, UserJid sender) {}

  private final Executor executor;
  private final InstanceJournal journal;
  private volatile Optional<ProtocolSession> session = Optional.empty();

  AutoRead(Executor executor, InstanceJournal journal) {
    this.executor = executor;
    this.journal = journal;
  }

  /** From now on, this is whom to tell it. */
  void through(ProtocolSession teller) {
    session = Optional.of(teller);
  }

  /** Tells of a step's messages once they are durable. */
  void after(CompletableFuture<Void> durable, SessionStep step) {
    Map<Writer, List<MessageId>> read = read(step);
    if (!read.isEmpty()) {
      CompletableFuture<Void> _ =
          durable.thenRunAsync(() -> read.forEach((writer, ids) -> tell(writer, ids)), executor);
    }
  }

  private Map<Writer, List<MessageId>> read(SessionStep step) {
    InstanceSettings settings = journal.instance().config().settings();
    Map<Writer, List<MessageId>> read = new LinkedHashMap<>();
    if (settings.readMessages() || settings.readStatus()) {
      for (SessionFact fact : step.facts()) {
        if (fact instanceof SessionFact.Received(MessageRecord message, _)
            && wanted(settings, message)) {
          read.computeIfAbsent(
                  new Writer(message.key().chat(), message.sender()), _ -> new ArrayList<>())
              .add(message.key().id());
        }
      }
    }
    return read;
  }

  private static boolean wanted(InstanceSettings settings, MessageRecord message) {
    Jid chat = message.key().chat();
    boolean asked =
        chat.equals(BroadcastJid.STATUS) ? settings.readStatus() : settings.readMessages();
    return asked && !message.key().fromMe() && !Deliverable.ignores(settings, chat);
  }

  private void tell(Writer writer, List<MessageId> ids) {
    try {
      session.ifPresent(
          teller -> teller.contacts().markRead(writer.chat(), writer.sender(), ids, false));
      journal.write(new Draft().row(new RowChange.ReadChat(writer.chat())));
    } catch (SessionException e) {
      LOG.debug("what was read could not be told", e);
    }
  }
}
