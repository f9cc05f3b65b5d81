package chatwarp.adapters.wa.device;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.StateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which devices people have: asked from the server, kept for a while, corrected by its
 * notifications. Any thread may call.
 */
public final class DeviceLists {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceLists.class);

  /** How long a list counts; notifications correct it meanwhile. */
  static final Duration FRESH = Duration.ofMinutes(5);

  private final StagedState state;
  private final InstantSource clock;

  public DeviceLists(StagedState state, InstantSource clock) {
    this.state = state;
    this.clock = clock;
  }

  /**
   * The devices of these people, in the order asked; somebody who is not on WhatsApp has none.
   * Blocks while the server is asked about those that are not known.
   */
  public Map<UserJid, List<DeviceJid>> of(Connection connection, Collection<UserJid> people) {
    Map<UserJid, List<DeviceJid>> known = new LinkedHashMap<>();
    Instant oldest = clock.instant().minus(FRESH);
    state.view(step -> {
      known.clear();
      step.want(people.stream().map(DeviceLists::key).toList());
      for (UserJid person : people) {
        step.read(DeviceList.KIND, person.toString())
            .filter(list -> list.readAt().isAfter(oldest))
            .ifPresent(list -> known.put(person, list.of(person)));
      }
      return known;
    });
    List<UserJid> unknown = people.stream().filter(p -> !known.containsKey(p)).toList();
    if (!unknown.isEmpty()) {
      known.putAll(ask(connection, unknown));
    }
    Map<UserJid, List<DeviceJid>> ordered = new LinkedHashMap<>();
    people.forEach(person -> ordered.put(person, known.getOrDefault(person, List.of())));
    return ordered;
  }

  private static StateKey key(UserJid person) {
    return DeviceList.KIND.key(person.toString());
  }

  private Map<UserJid, List<DeviceJid>> ask(Connection connection, List<UserJid> people) {
    List<Node> users =
        people.stream().map(p -> Node.builder("user").attr("jid", p).build()).toList();
    List<Node> protocols =
        List.of(Node.builder("devices").attr("version", "2").build(), Node.builder("lid").build());
    Node answer = connection.request(Usync.query(connection.nextId(), "message", protocols, users));
    Map<UserJid, List<Integer>> devices = new LinkedHashMap<>();
    Map<UserJid, UserJid> lids = new LinkedHashMap<>();
    try {
      for (Node user : Usync.users(answer)) {
        if (user.requireJid("jid") instanceof UserJid person) {
          devices(user).ifPresent(list -> devices.put(person, list));
          lid(user).ifPresent(lid -> lids.put(person, lid));
        }
      }
    } catch (NodeException e) {
      throw new SessionException.Malformed("a device list cannot be read", e);
    }
    Map<UserJid, DeviceList> lists = new LinkedHashMap<>();
    Instant now = clock.instant();
    devices.forEach((person, numbers) -> lists.put(person, new DeviceList(now, numbers)));
    keep(lists, lids);
    Map<UserJid, List<DeviceJid>> result = new LinkedHashMap<>();
    lists.forEach((person, list) -> result.put(person, list.of(person)));
    return result;
  }

  private static Optional<List<Integer>> devices(Node user) {
    Optional<Node> devices = user.child("devices");
    Optional<Node> error = devices.flatMap(d -> d.child("error"));
    if (error.isPresent()) {
      LOG.info("the server refused a device list with {}", error.get().attr("code").orElse("?"));
      return Optional.empty();
    }
    return devices
        .flatMap(d -> d.child("device-list"))
        .map(list ->
            KeyIndexes.valid(
                list.children("device"), devices.flatMap(d -> d.child("key-index-list"))));
  }

  private static Optional<UserJid> lid(Node user) {
    return user.child("lid")
        .flatMap(lid -> lid.attrJid("val"))
        .map(Jid::bare)
        .filter(UserJid.class::isInstance)
        .map(UserJid.class::cast)
        .filter(UserJid::isLid);
  }

  private void keep(Map<UserJid, DeviceList> lists, Map<UserJid, UserJid> lids) {
    state.step(step -> {
      List<StateKey> keys = new ArrayList<>();
      lids.forEach((person, lid) -> {
        keys.addAll(LidMap.keys(person));
        keys.addAll(LidMap.keys(lid));
      });
      step.want(keys);
      lids.forEach((person, lid) -> LidMap.learn(step, person, lid));
      lists.forEach((person, list) ->
          step.put(
              DeviceList.KIND, person.toString(), list, Optional.of(list.readAt().plus(FRESH))));
      return lists;
    });
  }

  /** The person's devices as far as they are known, the phone always among them. */
  public Set<DeviceJid> known(Step step, UserJid person) {
    Set<DeviceJid> known = new LinkedHashSet<>(List.of(person.device(0)));
    step.read(DeviceList.KIND, person.toString()).ifPresent(l -> known.addAll(l.of(person)));
    LidMap.other(step, person)
        .ifPresent(other ->
            step.read(DeviceList.KIND, other.toString()).ifPresent(l -> known.addAll(l.of(other))));
    return known;
  }

  /** Forgets what is known of these people, under either address. */
  public void forget(Step step, Collection<UserJid> people) {
    for (UserJid person : people) {
      forget(step, person);
      LidMap.other(step, person).ifPresent(other -> forget(step, other));
    }
  }

  private static void forget(Step step, UserJid person) {
    if (step.read(DeviceList.KIND, person.toString()).isPresent()) {
      step.delete(DeviceList.KIND, person.toString());
    }
  }

  /**
   * Applies a {@code devices} notification: one device came or went, or the list is out of date.
   * Lists that are not known stay unknown.
   */
  public void apply(Step step, Node notification) {
    if (!(notification.requireJid("from").bare() instanceof UserJid person)) {
      return;
    }
    Optional<UserJid> lid =
        notification
            .attrJid("lid")
            .map(Jid::bare)
            .filter(UserJid.class::isInstance)
            .map(UserJid.class::cast);
    lid.ifPresent(known -> LidMap.learn(step, person, known));
    Node change =
        notification
            .firstChild()
            .orElseThrow(() -> new SessionException.Malformed("a devices notification is empty"));
    List<UserJid> names = new ArrayList<>(List.of(person));
    lid.or(() -> LidMap.other(step, person)).ifPresent(names::add);
    for (UserJid name : names) {
      Optional<DeviceList> list = step.read(DeviceList.KIND, name.toString());
      list.ifPresent(before -> change(step, name, before, change));
    }
  }

  private static void change(Step step, UserJid person, DeviceList before, Node change) {
    Optional<Node> device = change.child("device");
    if (device.isEmpty() || !(change.is("add") || change.is("remove"))) {
      forget(step, person);
      return;
    }
    int number = device.get().requireJid("jid") instanceof DeviceJid jid ? jid.device() : 0;
    List<Integer> after = new ArrayList<>(before.devices());
    after.removeIf(known -> known == number);
    long index = device.get().attrLong("key-index").orElse(0);
    if (change.is("add") && KeyIndexes.counts(index, change.child("key-index-list"))) {
      after.add(number);
    }
    DeviceList changed = new DeviceList(before.readAt(), after);
    String hash = person.isLid() ? "device_lid_hash" : "device_hash";
    Optional<String> told = change.attr(hash);
    if (told.isPresent() && !told.get().equals(ParticipantHash.of(changed.of(person)))) {
      forget(step, person);
    } else {
      step.put(
          DeviceList.KIND, person.toString(), changed, Optional.of(before.readAt().plus(FRESH)));
    }
  }
}
