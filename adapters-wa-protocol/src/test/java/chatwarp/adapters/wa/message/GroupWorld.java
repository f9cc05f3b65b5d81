package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.contact.Introductions;
import chatwarp.adapters.wa.contact.TokenTerms;
import chatwarp.adapters.wa.contact.TrustedContacts;
import chatwarp.adapters.wa.device.DeviceLists;
import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.Peers;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.device.TestState;
import chatwarp.adapters.wa.group.GroupNews;
import chatwarp.adapters.wa.group.Groups;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeDecoder;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.DeafListener;
import chatwarp.adapters.wa.stream.FakeLink;
import chatwarp.adapters.wa.stream.Lane;
import chatwarp.adapters.wa.stream.Link;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** We in a group, with people whose devices really decrypt, and a server that knows their keys. */
final class GroupWorld implements AutoCloseable {
  static final GroupJid GROUP = new GroupJid("120363000000000001");
  static final UserJid ME = UserJid.phone("5511999990001");
  static final UserJid MY_LID = UserJid.lid("100000000000001");

  final AuthState us = withLid(TestState.linked());
  final TestState test = new TestState(Optional.of(us));
  final ManualTime time = new ManualTime();
  final Ciphers ciphers = new Ciphers(new Random(3));
  private final Map<DeviceJid, PeerDevice> devices = new LinkedHashMap<>();
  final List<Node> asked = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Node> sent = new LinkedBlockingQueue<>();
  private final FakeLink link = new FakeLink();
  final Connection connection =
      new Connection(
          new Server(),
          new DeafListener(),
          Thread::startVirtualThread,
          new ManualTime(),
          new ManualTime(),
          new Random(2));
  private final Groups groups = new Groups(test.state);
  final TokenTerms tokenTerms = new TokenTerms();
  final TrustedContacts trusted = new TrustedContacts(test.state, tokenTerms, time);
  final Lane chores =
      new Lane(
          Thread::startVirtualThread,
          4,
          failure -> {
            throw new AssertionError(failure);
          });
  private final Outgoing outgoing =
      new Outgoing(
          test.state,
          new DeviceLists(test.state, time),
          groups,
          ciphers,
          trusted,
          new Introductions(trusted, chores),
          test.host,
          new Random(5),
          time);
  private final GroupNews news = new GroupNews(time);

  /** What the server answers to who issues tokens. */
  final List<Node> theirTokens = new CopyOnWriteArrayList<>();

  private int seed = 100;
  private boolean byLid = true;

  GroupWorld() {
    connection.start();
  }

  private static AuthState withLid(AuthState auth) {
    return auth.with(auth.metadata().withLid(MY_LID.device(1)));
  }

  /** The group names people by phone number. */
  GroupWorld byNumber() {
    byLid = false;
    return this;
  }

  /** A device exists from now on. */
  PeerDevice device(UserJid owner, int number) {
    PeerDevice device = new PeerDevice(owner.device(number), seed++);
    devices.put(device.jid, device);
    return device;
  }

  /** A device is unlinked, and the server tells. */
  void unlink(PeerDevice device) {
    devices.remove(device.jid);
    forgetDeviceLists();
  }

  /** As after the five minutes that a list counts. */
  void forgetDeviceLists() {
    time.advance(Duration.ofMinutes(6));
  }

  /** Its identity changed, and the server tells. */
  void toldAnew(PeerDevice device) {
    test.state.step(step -> {
      Peers.forget(step, Peers.fetched(step, device.jid));
      return step;
    });
  }

  /** We come into a group of these people. */
  void group(Optional<Duration> timer, UserJid... people) {
    List<Node> children = new ArrayList<>();
    Stream.concat(Stream.of(byLid ? MY_LID : ME), Stream.of(people))
        .map(person -> Node.builder("participant").attr("jid", person).build())
        .forEach(children::add);
    timer.ifPresent(
        t -> children.add(Node.builder("ephemeral").attr("expiration", t.toSeconds()).build()));
    news(
        Node.of(
            "create",
            Node.builder("group")
                .attr("id", GROUP.user())
                .attr("addressing_mode", byLid ? "lid" : "pn")
                .children(children)
                .build()));
  }

  void group(UserJid... people) {
    group(Optional.empty(), people);
  }

  void joined(UserJid person) {
    news(Node.of("add", Node.builder("participant").attr("jid", person).build()));
  }

  void left(UserJid person) {
    news(Node.of("remove", Node.builder("participant").attr("jid", person).build()));
  }

  private void news(Node change) {
    time.advance(Duration.ofSeconds(1));
    Node notification =
        Node.builder("notification")
            .attr("from", GROUP)
            .attr("type", "w:gp2")
            .children(change)
            .build();
    test.state.step(step -> {
      news.apply(step, notification);
      return step;
    });
  }

  void samePerson(UserJid phone, UserJid lid) {
    test.state.step(step -> {
      LidMap.learn(step, phone, lid);
      return step;
    });
  }

  /** Sends a text to the group; gives the stanza that the server would get. */
  Node send(String id, String text) {
    return send(OutgoingMessage.of(new MessageId(id), GROUP, TextContent.of(text)));
  }

  Node send(OutgoingMessage message) {
    return send(List.of(message)).getFirst();
  }

  /** Sends messages of one chat at once; gives the stanzas that the server would get. */
  List<Node> send(List<OutgoingMessage> messages) {
    time.advance(Duration.ofSeconds(1));
    StagedState.Commit<List<Outgoing.Prepared>> commit =
        outgoing.send(messages, connection, _ -> () -> {});
    commit.durable().join();
    return commit.result().stream()
        .map(prepared -> NodeDecoder.decode(prepared.stanza().bytes()))
        .toList();
  }

  /** Asks our phone, when its time has come, without a thread of its own. */
  PhoneRequests phoneRequests() {
    return new PhoneRequests(
        test.state,
        ciphers,
        test.host,
        new Random(8),
        time,
        time,
        new Lane(
            Runnable::run,
            4,
            failure -> {
              throw failure;
            }));
  }

  /** Whether we have sent nothing that is still to be looked at. */
  boolean silent() {
    return sent.isEmpty();
  }

  /** The next thing that we sent and that was no question. */
  Node sent() throws InterruptedException {
    Node stanza = sent.poll(10, TimeUnit.SECONDS);
    if (stanza == null) {
      throw new AssertionError("nothing is sent");
    }
    return stanza;
  }

  @Override
  public void close() {
    link.close();
  }

  /** Answers what it is asked about devices. */
  private final class Server implements Link {
    @Override
    public void send(Node stanza) {
      if (stanza.is("iq")) {
        asked.add(stanza);
        Node answer =
            switch (stanza.requireAttr("xmlns")) {
              case "usync" -> lists(stanza.requireChild("usync").requireChild("list"));
              case "privacy" -> Node.builder("tokens").children(theirTokens).build();
              default -> bundles(stanza.requireChild("key"));
            };
        link.deliver(
            Node.builder("iq")
                .attr("type", "result")
                .attr("id", stanza.requireAttr("id"))
                .children(answer)
                .build());
      } else {
        sent.add(stanza);
      }
    }

    private Node lists(Node question) {
      List<Node> users = new ArrayList<>();
      for (Node user : question.children("user")) {
        Jid person = user.requireJid("jid");
        List<Node> list = new ArrayList<>();
        if (person.equals(ME) || person.equals(MY_LID)) {
          list.add(Node.builder("device").attr("id", 1).attr("key-index", 1).build());
        }
        devices.keySet().stream()
            .filter(device -> device.owner().equals(person))
            .map(device ->
                Node.builder("device")
                    .attr("id", device.device())
                    .attr("key-index", device.device())
                    .build())
            .forEach(list::add);
        users.add(
            Node.builder("user")
                .attr("jid", person)
                .children(Node.of("devices", Node.builder("device-list").children(list).build()))
                .build());
      }
      return Node.of("usync", Node.builder("list").children(users).build());
    }

    private Node bundles(Node question) {
      List<Node> users = new ArrayList<>();
      for (Node user : question.children("user")) {
        Jid jid = user.requireJid("jid");
        devices.values().stream()
            .filter(device -> FanOut.wire(device.jid).equals(jid))
            .forEach(device -> users.add(device.bundle(jid)));
      }
      return Node.builder("list").children(users).build();
    }

    @Override
    public void send(byte[] stanza) {
      send(NodeDecoder.decode(stanza));
    }

    @Override
    public byte[] receive() {
      return link.receive();
    }

    @Override
    public void close() {
      link.close();
    }
  }
}
