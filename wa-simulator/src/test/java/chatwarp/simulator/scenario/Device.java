package chatwarp.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.contract.RecordingHost;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InstanceToken;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.Profile;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ProtocolSession;
import chatwarp.domain.port.Sending;
import chatwarp.domain.port.SessionContext;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.SessionOptions;
import chatwarp.domain.port.SessionSignal;
import chatwarp.domain.port.Stanza;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One linked device of ours: an instance in the stores, and the session that runs it. */
final class Device {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Offline offline;
  private final InstanceId instance;
  private Lease lease;
  RecordingHost host;
  ProtocolSession session;
  private int opened;
  private int closed;

  Device(Offline offline, int number) {
    this.offline = offline;
    this.instance = new InstanceId(new UUID(9, number));
    offline
        .stores
        .instances()
        .create(
            new Instance(
                instance,
                InstanceConfig.named(new InstanceName("device " + number)),
                new InstanceToken("token " + number),
                Optional.empty(),
                Profile.UNKNOWN,
                Optional.empty(),
                false,
                NOW,
                NOW),
            List.of());
    lease = offline.stores.instances().acquire(instance, new NodeId("node")).orElseThrow();
    join();
  }

  InstanceId instance() {
    return instance;
  }

  /** A new session under a new lease, as after a restart of the process. */
  void renew() {
    lease = offline.stores.instances().acquire(instance, new NodeId("node")).orElseThrow();
    join();
  }

  /** A new session under the same lease, beside the old one. */
  void join() {
    host = new RecordingHost(offline.stores.ports(), lease);
    SessionOptions options =
        new SessionOptions("scenario", "Chrome", false, true, Optional.empty());
    session =
        offline.sessions.create(
            new SessionContext(instance, offline.stores.auth().load(instance), options, host));
    opened = 0;
    closed = 0;
  }

  /** Links with the phone of this number and logs in. */
  Device pair(String number) {
    session.connect();
    offline.scan(number, host.awaitSignal(SessionSignal.QrOffered.class, 1).qr());
    awaitClosed();
    return open();
  }

  Device open() {
    session.connect();
    host.awaitSignal(SessionSignal.Opened.class, ++opened);
    return this;
  }

  /** Like {@link #open} after connections whose beginning nobody waited for. */
  Device reopen() {
    opened = (int) host.signals().stream().filter(SessionSignal.Opened.class::isInstance).count();
    return open();
  }

  DisconnectReason awaitClosed() {
    return host.awaitSignal(SessionSignal.Closed.class, ++closed).reason();
  }

  static OutgoingMessage text(String id, Jid to, String text) {
    return OutgoingMessage.of(new MessageId("3EB0" + id), to, TextContent.of(text));
  }

  /** What the server has not answered. */
  List<MessageId> waiting() {
    return offline.stores.state().stanzas(instance).stream().map(Stanza::id).toList();
  }

  /** Whether this message is in the store. */
  boolean keeps(Jid chat, UserJid sender, String id) {
    return offline
        .stores
        .conversations()
        .exists(instance, chat, sender, new MessageId("3EB0" + id));
  }

  /** Sends and waits for the server's ack. */
  void send(String id, Jid to, String text) throws Exception {
    assertInstanceOf(
        Sending.Outcome.Acked.class,
        session.send(text(id, to, text)).outcome().get(20, TimeUnit.SECONDS));
  }

  List<String> received() {
    return host.facts().stream()
        .filter(SessionFact.Received.class::isInstance)
        .map(SessionFact.Received.class::cast)
        .flatMap(received -> received.content().stream())
        .map(content -> ((TextContent) content.content()).text())
        .toList();
  }
}
