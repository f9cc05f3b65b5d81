package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.group.Groups;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where all devices meet. A device connects with {@link #attach}, asks for its backlog with {@link
 * #activate}, submits stanzas as a client sends them and gets others through its endpoint. Safe
 * from any thread; stanzas of one device are submitted by one thread at a time.
 */
public final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final Accounts accounts;
  private final Mailboxes mailboxes = new Mailboxes();
  private final MessageRouter messages;
  private final ReceiptRouter receipts;
  private final PresenceBoard presences;
  private final Requests requests;

  /**
   * @param chatStateTtl how long somebody's typing is kept for a device that is away
   */
  public Exchange(
      Accounts accounts,
      Groups groups,
      Requests requests,
      Faults faults,
      Violations violations,
      PrivacyTokens tokens,
      Later later,
      Duration chatStateTtl,
      InstantSource clock) {
    this.accounts = accounts;
    this.requests = requests;
    messages =
        new MessageRouter(accounts, groups, mailboxes, faults, violations, tokens, later, clock);
    receipts = new ReceiptRouter(accounts, groups, mailboxes, clock);
    presences = new PresenceBoard(accounts, groups, mailboxes, tokens, chatStateTtl, clock);
  }

  /** Connects a device; an earlier connection of it is ended as replaced. */
  public void attach(Device device, DeviceEndpoint endpoint) {
    mailboxes.of(device).attach(endpoint).ifPresent(replaced -> replaced.end(Stanzas.replaced()));
  }

  /** Gives a connected device its backlog; from then on it gets everything at once. */
  public void activate(Device device) {
    if (mailboxes.of(device).activate()) {
      presences.back(device);
      if (!device.isPhone()) {
        accounts.announceOnline(device);
      }
    }
  }

  /** The device's connection is gone; what it has not acked waits for the next. */
  public void detach(Device device, DeviceEndpoint endpoint) {
    if (mailboxes.of(device).detach(endpoint)) {
      presences.gone(device);
    }
  }

  /**
   * Takes one stanza from a device.
   *
   * @throws NodeException when it lacks something; the real server ends such a stream
   */
  public void submit(Device from, Node stanza) {
    switch (stanza.tag()) {
      case "iq" -> request(from, stanza);
      case "message" -> messages.route(from, stanza);
      case "receipt" -> receipts.route(from, stanza);
      case "ack" ->
          mailboxes
              .of(from)
              .acknowledge(
                  stanza.attr("class").orElse(""), stanza.requireAttr("id"), stanza.attrJid("to"));
      case "presence" -> presences.presence(from, stanza);
      case "chatstate" -> presences.chatState(from, stanza);
      case "call" -> mailboxes.of(from).tell(callAck(stanza));
      case "ib" -> {} // session marks and offline_batch want no answer
      default -> LOG.warn("a stanza of a kind nobody handles: {}", stanza);
    }
  }

  private void request(Device from, Node iq) {
    String type = iq.attr("type").orElse("");
    if (type.equals("get") || type.equals("set")) {
      Answer answer = requests.answer(this, from, iq);
      mailboxes.of(from).tell(answer.iq());
      answer.then().run();
    }
  }

  private static Node callAck(Node call) {
    return Node.builder("ack")
        .attr("class", "call")
        .attr("id", call.requireAttr("id"))
        .attr("from", call.attrJid("to").orElse(Stanzas.SERVER))
        .build();
  }

  /** Queues a stanza for a device: a notification, say, which it has to ack. */
  public void post(Device to, Node stanza) {
    mailboxes.of(to).post(stanza);
  }

  /** Queues a stanza for all devices of an account. */
  public void post(Account to, Node stanza) {
    to.devices().forEach(device -> post(device, stanza));
  }

  /** Ends a device's connection with a last stanza. */
  public void end(Device device, Node farewell) {
    mailboxes.of(device).endpoint().ifPresent(endpoint -> endpoint.end(farewell));
  }

  /** Forgets an unlinked device after ending its connection. */
  public void forget(Device device, Node farewell) {
    end(device, farewell);
    mailboxes.discard(device);
  }

  public boolean connected(Device device) {
    return mailboxes.of(device).endpoint().isPresent();
  }

  /** Whether the device is connected and past its backlog. */
  public boolean live(Device device) {
    return mailboxes.of(device).live();
  }

  /** What the device has not acknowledged, in order. */
  public List<Node> pending(Device device) {
    return mailboxes.of(device).pending();
  }
}
