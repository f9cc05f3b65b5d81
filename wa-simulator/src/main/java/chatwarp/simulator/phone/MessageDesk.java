package chatwarp.simulator.phone;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.content.ChatTimers;
import chatwarp.simulator.phone.MessageReader.Received;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes the messages that reach a phone: reads them, keeps them in the inbox and answers as the
 * phone's manners say. Belongs to the phone's executor.
 */
final class MessageDesk {
  private final PhoneKit kit;
  private final MessageReader reader;
  private final Inspector inspector;
  private final RetryDesk retries;
  private final Outbox outbox;
  private final AppStateKey appStateKey;
  private final Supplier<Manners> manners;
  private final ChatTimers timers;
  private final Journal<InboxEntry> inbox;

  MessageDesk(
      PhoneKit kit,
      Inspector inspector,
      RetryDesk retries,
      Outbox outbox,
      AppStateKey appStateKey,
      Supplier<Manners> manners,
      ChatTimers timers,
      Journal<InboxEntry> inbox) {
    this.kit = kit;
    this.inspector = inspector;
    this.retries = retries;
    this.outbox = outbox;
    this.appStateKey = appStateKey;
    this.manners = manners;
    this.timers = timers;
    this.inbox = inbox;
    reader = new MessageReader(kit);
  }

  void take(Node stanza) {
    Received received = reader.read(stanza);
    if (received.peer() && !kit.device().isPhone()) {
      // Keys and history, which a computer in this process has no use for.
      kit.line().submit(PhoneStanzas.peerReceipt(stanza, kit.account().phone()));
      return;
    }
    Findings findings = inspector.look(received);
    inbox.add(order -> received.entry(order, findings));
    switch (received.content()) {
      case InboxEntry.Opened(Message message, boolean _) -> {
        answer(received);
        received
            .person()
            .ifPresent(person ->
                timers.learn(
                    kit.accounts().find(person).map(Account::phone).orElse(person),
                    message,
                    received.sentAt().getEpochSecond()));
        if (received.own()) {
          serve(received, message);
        }
      }
      case InboxEntry.Failed(Unreadable reason, String _) -> {
        if (reason.retried()) {
          retries.ask(stanza, received.from(), reason);
        }
        acknowledge(stanza);
      }
    }
  }

  /** A receipt also takes the message off the server's queue; a silent phone acks instead. */
  private void answer(Received received) {
    Node stanza = received.stanza();
    if (!speaks() || received.own() || !manners.get().acks()) {
      acknowledge(stanza);
      return;
    }
    kit.line().submit(PhoneStanzas.delivered(stanza));
    if (manners.get().reads()) {
      List<String> ids = List.of(stanza.requireAttr("id"));
      Optional<Jid> author = stanza.attrJid("participant").map(Jid::bare);
      kit.line()
          .submit(
              PhoneStanzas.read(
                  stanza.requireJid("from"), author, ids, kit.now().getEpochSecond()));
    }
  }

  private boolean speaks() {
    return switch (manners.get().speaks()) {
      case ALWAYS -> true;
      case NEVER -> false;
      case ALONE -> kit.account().devices().stream().allMatch(Device::isPhone);
    };
  }

  private void acknowledge(Node stanza) {
    if (manners.get().acks()) {
      kit.line().submit(PhoneStanzas.ack(stanza));
    }
  }

  /** Does what an own companion asks its phone for; requests it does not know are left alone. */
  private void serve(Received received, Message message) {
    if (!message.hasProtocolMessage()) {
      return;
    }
    ProtocolMessage request = message.getProtocolMessage();
    answer(request, received.stanza().requireAttr("id"))
        .ifPresent(answer ->
            kit.accounts()
                .device(received.from())
                .filter(companion -> !companion.isPhone())
                .ifPresent(companion -> outbox.sendPeer(companion, answer)));
  }

  private Optional<Message> answer(ProtocolMessage request, String id) {
    if (!request.hasType()) {
      return Optional.empty();
    }
    return switch (request.getType()) {
      case APP_STATE_SYNC_KEY_REQUEST ->
          Optional.of(appStateKey.answer(request.getAppStateSyncKeyRequest(), kit.now()));
      case PEER_DATA_OPERATION_REQUEST_MESSAGE ->
          new HandOut(kit, inbox).answer(request.getPeerDataOperationRequestMessage(), id);
      default -> Optional.empty();
    };
  }
}
