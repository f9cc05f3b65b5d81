package chatwarp.adapters.wa.contact;

import chatwarp.adapters.wa.device.DeviceLists;
import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.device.Usync;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.Registration;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.StateKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether people are on WhatsApp (08 §5). Any thread may call; calls block for the server. */
public final class Existence {
  private final StagedState state;
  private final DeviceLists devices;

  public Existence(StagedState state, DeviceLists devices) {
    this.state = state;
    this.devices = devices;
  }

  /** The answers, in the order asked. */
  public List<Registration> of(Connection connection, List<UserJid> people) {
    Map<UserJid, Registration> answers = new HashMap<>();
    List<UserJid> phones = people.stream().filter(p -> !p.isLid()).distinct().toList();
    if (!phones.isEmpty()) {
      answers.putAll(byNumber(connection, phones));
    }
    List<UserJid> lids = people.stream().filter(UserJid::isLid).distinct().toList();
    if (!lids.isEmpty()) {
      Map<UserJid, List<DeviceJid>> known = devices.of(connection, lids);
      known.forEach((lid, list) ->
          answers.put(
              lid,
              new Registration(
                  lid, list.isEmpty() ? Optional.empty() : Optional.of(lid), Optional.of(lid))));
    }
    return people.stream().map(answers::get).toList();
  }

  private Map<UserJid, Registration> byNumber(Connection connection, List<UserJid> phones) {
    List<Node> users =
        phones.stream()
            .map(phone -> Node.of("user", Node.builder("contact").text("+" + phone.user()).build()))
            .toList();
    Node answer =
        connection.request(
            Usync.query(
                connection.nextId(),
                "interactive",
                List.of(Node.of("contact"), Node.of("lid")),
                users));
    Map<UserJid, Registration> found = new HashMap<>();
    Map<UserJid, UserJid> lids = new HashMap<>();
    try {
      List<Node> answers = Usync.users(answer);
      for (int i = 0; i < answers.size(); i++) {
        Optional<UserJid> asked = asked(answers, i, phones);
        if (asked.isPresent()) {
          Registration registration = read(asked.get(), answers.get(i));
          found.put(asked.get(), registration);
          registration
              .lid()
              .ifPresent(lid -> registration.jid().ifPresent(jid -> lids.put(jid, lid)));
        }
      }
    } catch (NodeException e) {
      throw new SessionException.Malformed("an answer about numbers cannot be read", e);
    }
    learn(lids);
    phones.forEach(phone ->
        found.putIfAbsent(phone, new Registration(phone, Optional.empty(), Optional.empty())));
    return found;
  }

  /** Whom an answer is about: it repeats the number, or has its address, or stands in its place. */
  private static Optional<UserJid> asked(List<Node> answers, int place, List<UserJid> phones) {
    Node user = answers.get(place);
    Optional<String> echo = user.child("contact").flatMap(Node::text);
    if (echo.isPresent() && !echo.get().isEmpty()) {
      String digits = echo.get().startsWith("+") ? echo.get().substring(1) : echo.get();
      return phones.stream().filter(phone -> phone.user().equals(digits)).findFirst();
    }
    Optional<Jid> jid = user.attrJid("jid").map(Jid::bare);
    Optional<UserJid> same =
        phones.stream().filter(p -> jid.filter(p::equals).isPresent()).findFirst();
    return same.isEmpty() && answers.size() == phones.size()
        ? Optional.of(phones.get(place))
        : same;
  }

  private static Registration read(UserJid asked, Node user) {
    boolean in = user.child("contact").map(contact -> contact.attrIs("type", "in")).orElse(false);
    Optional<UserJid> jid = in ? person(user.attrJid("jid")) : Optional.empty();
    Optional<UserJid> lid =
        in
            ? person(user.child("lid").flatMap(l -> l.attrJid("val"))).filter(UserJid::isLid)
            : Optional.empty();
    return new Registration(asked, jid, lid);
  }

  private static Optional<UserJid> person(Optional<Jid> jid) {
    return jid.map(Jid::bare).filter(UserJid.class::isInstance).map(UserJid.class::cast);
  }

  private void learn(Map<UserJid, UserJid> lids) {
    if (lids.isEmpty()) {
      return;
    }
    state.step(step -> {
      List<StateKey> keys = new ArrayList<>();
      lids.forEach((phone, lid) -> {
        keys.addAll(LidMap.keys(phone));
        keys.addAll(LidMap.keys(lid));
      });
      step.want(keys);
      lids.forEach((phone, lid) -> LidMap.learn(step, phone, lid));
      return lids;
    });
  }
}
