package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.CryptoException;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.domain.model.Jid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what reaches a phone besides messages: acks, receipts, notifications, who types and who is
 * there. Belongs to the phone's executor.
 */
final class EventDesk {
  private static final Logger LOG = LoggerFactory.getLogger(EventDesk.class);

  private final PhoneKit kit;
  private final RetryDesk retries;
  private final Greetings greetings;
  private final MediaDesk media;
  private final PhoneGroups groups;
  private final Trust trust;
  private final Runnable preKeysLow;
  private final Journal<PhoneEvent> events;

  /**
   * @param preKeysLow hears that the server has few one-time prekeys left
   */
  EventDesk(
      PhoneKit kit,
      RetryDesk retries,
      Greetings greetings,
      MediaDesk media,
      PhoneGroups groups,
      Trust trust,
      Runnable preKeysLow,
      Journal<PhoneEvent> events) {
    this.kit = kit;
    this.retries = retries;
    this.greetings = greetings;
    this.media = media;
    this.groups = groups;
    this.trust = trust;
    this.preKeysLow = preKeysLow;
    this.events = events;
  }

  void ack(Node ack) {
    if (ack.attrIs("class", "message")) {
      String id = ack.requireAttr("id");
      OptionalInt error =
          ack.has("error") ? OptionalInt.of(ack.requireInt("error")) : OptionalInt.empty();
      events.add(order -> new PhoneEvent.Acknowledged(order, id, error));
    }
  }

  void receipt(Node receipt) {
    kit.line().submit(PhoneStanzas.ack(receipt));
    Jid from = receipt.attrJid("participant").orElseGet(() -> receipt.requireJid("from"));
    Jid chat = receipt.requireJid("from");
    String type = receipt.attr("type").orElse("delivered");
    Instant at = Instant.ofEpochSecond(receipt.attrLong("t").orElse(0));
    List<String> ids = ids(receipt);
    events.add(order -> new PhoneEvent.Receipt(order, chat, from, type, ids, at));
    switch (type) {
      case "retry" -> retry(receipt);
      case "server-error" -> media.answer(receipt);
      case "peer_msg" ->
          kit.accounts()
              .device(from)
              .ifPresent(device -> greetings.confirmed(device, ids.getFirst()));
      default -> {} // kept in the journal, asks for nothing
    }
  }

  private void retry(Node receipt) {
    try {
      retries.answer(receipt);
    } catch (NodeException | CryptoException e) {
      LOG.warn("a retry receipt without usable keys", e);
    }
  }

  private static List<String> ids(Node receipt) {
    List<String> ids = new ArrayList<>();
    ids.add(receipt.requireAttr("id"));
    receipt.child("list").stream()
        .flatMap(list -> list.children("item").stream())
        .map(item -> item.requireAttr("id"))
        .forEach(ids::add);
    return ids;
  }

  void notification(Node notification) {
    kit.line().submit(PhoneStanzas.ack(notification));
    switch (notification.attr("type").orElse("")) {
      case "encrypt" -> encryption(notification);
      case "privacy_token" -> {
        trust.learn(notification);
        Jid from = notification.requireJid("from");
        events.add(order -> new PhoneEvent.Trusted(order, from));
      }
      case "w:gp2" -> groups.notification(notification);
      default -> {} // device lists and the like, which a phone looks up when it needs them
    }
  }

  private void encryption(Node notification) {
    if (notification.child("count").isPresent()) {
      preKeysLow.run();
    }
    if (notification.child("identity").isPresent()) {
      forgetAll(notification.requireJid("from"));
    }
  }

  /** Somebody registered anew: no session with any device of theirs is of use (05 §16). */
  private void forgetAll(Jid person) {
    kit.accounts().find(person).stream()
        .flatMap(account -> account.devices().stream())
        .forEach(device -> kit.sessions().forget(device.lid()));
  }

  void chatState(Node chatState) {
    Jid from = chatState.attrJid("participant").orElseGet(() -> chatState.requireJid("from"));
    Jid chat = chatState.requireJid("from");
    String state = chatState.firstChild().map(Node::tag).orElse("paused");
    events.add(order -> new PhoneEvent.ChatState(order, chat, from, state));
  }

  void presence(Node presence) {
    Jid from = presence.requireJid("from");
    boolean available = !presence.attrIs("type", "unavailable");
    OptionalLong last =
        presence.attr("last").filter(text -> !text.equals("deny")).isPresent()
            ? presence.attrLong("last")
            : OptionalLong.empty();
    Optional<Instant> lastSeen =
        last.isPresent() ? Optional.of(Instant.ofEpochSecond(last.getAsLong())) : Optional.empty();
    events.add(order -> new PhoneEvent.Presence(order, from, available, lastSeen));
  }
}
