package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.exchange.Answer;
import chatwarp.simulator.exchange.PrivacyTokens;
import chatwarp.simulator.exchange.StanzaIds;
import chatwarp.simulator.exchange.Stanzas;
import chatwarp.simulator.exchange.Violation;
import chatwarp.simulator.exchange.Violations;
import chatwarp.simulator.group.Group;
import chatwarp.simulator.group.GroupState;
import chatwarp.simulator.group.GroupSwitch;
import chatwarp.simulator.group.Groups;
import chatwarp.simulator.media.MediaRefusedException;
import chatwarp.simulator.media.Pictures;
import chatwarp.simulator.media.Pictures.Picture;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Profile pictures of people and groups (06 §9): getting, setting and removing them, and telling
 * those who may hold an older one.
 */
final class PictureRequests implements Topic {
  private final Accounts accounts;
  private final Groups groups;
  private final Pictures pictures;
  private final PrivacyRequests privacy;
  private final PrivacyTokens tokens;
  private final Violations violations;
  private final DeviceListAskers contacts;
  private final StanzaIds ids;
  private final InstantSource clock;
  private final Map<Account, Set<Account>> askers = new ConcurrentHashMap<>();

  PictureRequests(
      Accounts accounts,
      Groups groups,
      Pictures pictures,
      PrivacyRequests privacy,
      PrivacyTokens tokens,
      Violations violations,
      DeviceListAskers contacts,
      StanzaIds ids,
      InstantSource clock) {
    this.accounts = accounts;
    this.groups = groups;
    this.pictures = pictures;
    this.privacy = privacy;
    this.tokens = tokens;
    this.violations = violations;
    this.contacts = contacts;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Optional<Answer> answer(Request request) {
    Optional<Jid> target = request.iq().attrJid("target");
    if (showsToken(request) && !mayShowToken(request, target)) {
      Device from = request.from();
      violations.report(
          new Violation(
              Violation.Kind.MISSING_SIDE_NODE,
              from.jid(),
              from.jid(),
              request.iq().attr("id").orElse(""),
              clock.instant(),
              "a privacy token in a question about the own picture or a group's"));
      return request.error(400, "bad-request");
    }
    if (target.isPresent() && target.get() instanceof GroupJid jid) {
      return groups
          .find(jid)
          .map(group -> ofGroup(request, group))
          .orElseGet(() -> request.error(404, "item-not-found"));
    }
    Optional<Account> owner =
        target.isPresent() ? accounts.find(target.get()) : Optional.of(request.account());
    if (owner.isEmpty()) {
      return request.error(404, "item-not-found");
    }
    return request.isSet() ? change(request, owner.get()) : get(request, owner.get());
  }

  /** Clients put the token beside the picture or into it. */
  private static boolean showsToken(Request request) {
    Node iq = request.iq();
    return iq.child("tctoken").isPresent()
        || iq.child("picture").flatMap(picture -> picture.child("tctoken")).isPresent();
  }

  /** Of oneself, the real server leaves such a question without any answer (06 §9). */
  private boolean mayShowToken(Request request, Optional<Jid> target) {
    return !request.isSet()
        && target.flatMap(accounts::find).filter(of -> !of.equals(request.account())).isPresent();
  }

  private Optional<Answer> ofGroup(Request request, Group group) {
    Account asker = request.account();
    boolean member = group.with(state -> state.has(asker));
    if (!member || (request.isSet() && !group.with(state -> mayChange(state, asker)))) {
      return request.error(403, "forbidden");
    }
    return request.isSet()
        ? apply(request, group.jid(), () -> tell(request, group))
        : show(request, group.jid());
  }

  private static boolean mayChange(GroupState state, Account who) {
    return state.isAdmin(who) || !state.is(GroupSwitch.LOCKED);
  }

  private Optional<Answer> get(Request request, Account owner) {
    Account asker = request.account();
    if (!owner.equals(asker)) {
      askers.computeIfAbsent(owner, _ -> ConcurrentHashMap.newKeySet()).add(asker);
      if (!maySee(request, owner)) {
        return request.error(401, "not-authorized");
      }
    }
    return show(request, owner.phone());
  }

  /** Hidden from all, or from all but those who hold the owner's privacy token. */
  private boolean maySee(Request request, Account owner) {
    return switch (privacy.setting(owner, "profile")) {
      case "all" -> !owner.restricted() || holdsToken(request, owner);
      case "none" -> false;
      default -> holdsToken(request, owner);
    };
  }

  private boolean holdsToken(Request request, Account owner) {
    Node iq = request.iq();
    return tokens.holds(owner, request.account(), iq)
        || iq.child("picture")
            .filter(picture -> tokens.holds(owner, request.account(), picture))
            .isPresent();
  }

  private Optional<Answer> show(Request request, Jid owner) {
    Optional<Picture> found = pictures.of(owner);
    if (found.isEmpty()) {
      return request.error(404, "item-not-found");
    }
    Node wanted = request.iq().requireChild("picture");
    Picture picture = found.get();
    if (wanted.attrIs("id", picture.id())) {
      return request.result(Node.builder("picture").attr("status", "304").build());
    }
    boolean preview = !wanted.attrIs("type", "image");
    String direct = pictures.directPath(picture, preview);
    return request.result(
        Node.builder("picture")
            .attr("id", picture.id())
            .attr("type", preview ? "preview" : "image")
            .attr("url", pictures.url(direct))
            .attr("direct_path", direct)
            .build());
  }

  private Optional<Answer> change(Request request, Account owner) {
    return owner.equals(request.account())
        ? apply(request, owner.phone(), () -> tell(request, owner))
        : request.error(403, "forbidden");
  }

  private Optional<Answer> apply(Request request, Jid owner, Runnable then) {
    Optional<Node> given = request.iq().child("picture");
    if (given.isEmpty()) {
      pictures.remove(owner);
      return Optional.of(new Answer(Stanzas.result(request.iq()), then));
    }
    try {
      Picture picture = pictures.set(owner, given.get().bytes().orElse(new byte[0]));
      Node result = Node.builder("picture").attr("id", picture.id()).build();
      return Optional.of(new Answer(Stanzas.result(request.iq(), result), then));
    } catch (MediaRefusedException e) {
      return request.error(e.status(), "not-acceptable");
    }
  }

  /** The own devices, and whoever looked at the picture or may write to its owner. */
  private void tell(Request request, Account owner) {
    Set<Account> people = new LinkedHashSet<>(contacts.of(owner));
    people.addAll(askers.getOrDefault(owner, Set.of()));
    people.add(owner);
    Node news = news(owner.phone(), owner.phone());
    people.forEach(person -> request.exchange().post(person, news));
  }

  private void tell(Request request, Group group) {
    Node news = news(group.jid(), group.name(request.account()));
    group.with(GroupState::members).forEach(member -> request.exchange().post(member, news));
  }

  private Node news(Jid owner, Jid author) {
    Node change =
        pictures
            .of(owner)
            .map(picture ->
                Node.builder("set")
                    .attr("jid", owner)
                    .attr("id", picture.id())
                    .attr("author", author)
                    .build())
            .orElseGet(
                () -> Node.builder("delete").attr("jid", owner).attr("author", author).build());
    return Stanzas.notification(owner, "picture", ids.next(), clock.instant().getEpochSecond())
        .children(change)
        .build();
  }
}
