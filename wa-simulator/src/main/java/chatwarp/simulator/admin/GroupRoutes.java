package chatwarp.simulator.admin;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.admin.AdminApi.Route;
import chatwarp.simulator.group.Description;
import chatwarp.simulator.group.Group;
import chatwarp.simulator.group.GroupNodes;
import chatwarp.simulator.group.GroupState;
import chatwarp.simulator.group.GroupSwitch;
import chatwarp.simulator.group.Groups;
import chatwarp.simulator.listen.HttpAnswer;
import chatwarp.simulator.listen.HttpRequest;
import chatwarp.simulator.phone.EverybodysGroup;
import chatwarp.simulator.phone.Phone;
import chatwarp.simulator.phone.Phones;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;

/**
 * Groups as seen from above, and what phones do with them: each change is a request of the phone
 * named by {@code by}, and is refused as it would be for anybody.
 */
public final class GroupRoutes {
  private static final int LONGEST_SUBJECT = 100;

  private final Accounts accounts;
  private final Groups groups;
  private final EverybodysGroup everybody;
  private final PhoneLookup lookup;

  public GroupRoutes(Accounts accounts, Groups groups, Phones phones, EverybodysGroup everybody) {
    this.accounts = accounts;
    this.groups = groups;
    this.everybody = everybody;
    lookup = new PhoneLookup(phones);
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/admin/groups", this::list),
        Route.of("POST", "/admin/groups", this::create),
        Route.of("POST", "/admin/groups/join", this::join),
        Route.of("GET", "/admin/groups/{group}", this::show),
        Route.of("POST", "/admin/groups/{group}/participants", this::participants),
        Route.of("POST", "/admin/groups/{group}/leave", this::leave),
        Route.of("POST", "/admin/groups/{group}/subject", this::subject),
        Route.of("POST", "/admin/groups/{group}/description", this::description),
        Route.of("POST", "/admin/groups/{group}/picture", this::picture),
        Route.of("POST", "/admin/groups/{group}/setting", this::setting),
        Route.of("POST", "/admin/groups/{group}/invite", this::invite),
        Route.of("POST", "/admin/groups/{group}/addressing", this::readdress),
        Route.of("POST", "/admin/groups/{group}/forget-sender-key", this::forgetSenderKey),
        Route.of("POST", "/admin/group-settings", this::settings));
  }

  private HttpAnswer list(HttpRequest request, Matcher path) {
    return Json.answer(200, Map.of("groups", groups.all().stream().map(this::view).toList()));
  }

  private HttpAnswer show(HttpRequest request, Matcher path) {
    return Json.answer(200, view(group(path)));
  }

  /** Makes a group whose owner is a phone; {@code refused} lists who could not be put into it. */
  private HttpAnswer create(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    String subject = Json.requireText(body, "subject");
    if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
      throw new RefusedException(
          400, "subject", "must have 1 to " + LONGEST_SUBJECT + " characters");
    }
    List<UserJid> people = people(body, "people", true);
    Node made = PhoneLookup.done(by(body).groups().create(subject, people, List.of()));
    Map<String, Object> view = view(find(made.requireAttr("id")));
    view.put(
        "refused",
        made.children("participant").stream()
            .filter(one -> one.has("error"))
            .map(this::result)
            .toList());
    return Json.answer(201, view);
  }

  private HttpAnswer participants(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    String action = Json.requireText(body, "action");
    if (!List.of("add", "remove", "promote", "demote").contains(action)) {
      throw new RefusedException(400, "action", "must be add, remove, promote or demote");
    }
    Group group = group(path);
    List<Node> results =
        PhoneLookup.done(
            by(body).groups().participants(group.jid(), action, people(body, "people", false)));
    return Json.answer(200, Map.of("results", results.stream().map(this::result).toList()));
  }

  private HttpAnswer leave(HttpRequest request, Matcher path) {
    Group group = group(path);
    PhoneLookup.done(by(Json.object(request.text())).groups().leave(group.jid()));
    return Json.answer(200, Map.of("left", group.jid().toString()));
  }

  private HttpAnswer join(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    String code = Json.requireText(body, "code");
    Node answer = PhoneLookup.done(by(body).groups().join(code));
    Node where = answer.firstChild().orElseThrow();
    return Json.answer(200, Map.of("id", where.requireAttr("jid"), "waits", !where.is("group")));
  }

  private HttpAnswer subject(HttpRequest request, Matcher path) {
    String text = Json.requireText(Json.object(request.text()), "text");
    return change(request, path, Node.builder("subject").text(text).build());
  }

  /** An empty text takes the description away. */
  private HttpAnswer description(HttpRequest request, Matcher path) {
    String text = Json.requireText(Json.object(request.text()), "text");
    Group group = group(path);
    Optional<String> before = group.with(state -> state.description().map(Description::id));
    NodeBuilder node =
        Node.builder("description")
            .attr("id", "D" + Integer.toHexString(text.hashCode()))
            .attrText("prev", before);
    return change(
        request,
        path,
        text.isEmpty()
            ? node.attr("delete", "true").build()
            : node.children(GroupNodes.body(text)).build());
  }

  private HttpAnswer picture(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    return PictureRoutes.show(by(body), Optional.of(group(path).jid()), body);
  }

  /** Moves a setting by its tag; the timer takes {@code seconds}, modes take a {@code value}. */
  private HttpAnswer setting(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    String tag = Json.requireText(body, "setting");
    Node change =
        switch (tag) {
          case "ephemeral" ->
              Node.builder(tag)
                  .attr("expiration", Json.number(body, "seconds", 86_400, 0, Integer.MAX_VALUE))
                  .build();
          case "not_ephemeral" -> Node.of(tag);
          case "member_add_mode", "member_link_mode" ->
              Node.builder(tag).text(Json.requireText(body, "value")).build();
          case "membership_approval_mode" ->
              GroupNodes.approval(Json.requireText(body, "value").equals("on"));
          default -> {
            if (GroupSwitch.moved(tag).isEmpty()) {
              throw new RefusedException(400, "setting", "is no setting of a group");
            }
            yield Node.of(tag);
          }
        };
    return change(request, path, change);
  }

  private HttpAnswer change(HttpRequest request, Matcher path, Node change) {
    Group group = group(path);
    PhoneLookup.done(by(Json.object(request.text())).groups().askAbout(group.jid(), "set", change));
    return Json.answer(200, view(group));
  }

  private HttpAnswer invite(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    String type = Json.flag(body, "renew", false) ? "set" : "get";
    Node answer =
        PhoneLookup.done(by(body).groups().askAbout(group(path).jid(), type, Node.of("invite")));
    return Json.answer(200, Map.of("code", answer.requireChild("invite").requireAttr("code")));
  }

  /** Loses a device's key, so that its next message to the group cannot be read. */
  private HttpAnswer forgetSenderKey(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    Device device =
        accounts
            .device(PhoneLookup.address("device", Json.requireText(body, "device")))
            .orElseThrow(() -> new RefusedException(404, "device", "is no linked device"));
    PhoneLookup.done(by(body).forgetSenderKey(group(path).jid(), device));
    return Json.answer(200, Map.of("forgotten", true));
  }

  /** Members are named another way from now on; nobody is told. */
  private HttpAnswer readdress(HttpRequest request, Matcher path) {
    boolean byLid = isLid(Json.requireText(Json.object(request.text()), "addressing"));
    Group group = group(path);
    group.with(_ -> {
      group.byLid(byLid);
      return byLid;
    });
    return Json.answer(200, view(group));
  }

  private static boolean isLid(String mode) {
    if (!mode.equals("lid") && !mode.equals("pn")) {
      throw new RefusedException(400, "addressing", "must be lid or pn");
    }
    return mode.equals("lid");
  }

  /** How groups made from now on name their members, and a group that everybody is put into. */
  private HttpAnswer settings(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    Json.text(body, "addressing").ifPresent(mode -> groups.byLid(isLid(mode)));
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("addressing", groups.byLid() ? "lid" : "pn");
    Json.text(body, "everybodysGroup")
        .ifPresent(
            subject -> view.put("group", PhoneLookup.done(everybody.open(subject)).toString()));
    return Json.answer(200, view);
  }

  private Phone by(JsonNode body) {
    return lookup.named("by", Json.requireText(body, "by"));
  }

  private static List<UserJid> people(JsonNode body, String field, boolean mayBeEmpty) {
    List<UserJid> people = new ArrayList<>();
    body.path(field).forEach(one -> people.add(Numbers.person(field, one.asString())));
    if (people.isEmpty() && !mayBeEmpty) {
      throw new RefusedException(400, field, "must be a list of people");
    }
    return people;
  }

  private Group group(Matcher path) {
    return find(path.group(1));
  }

  /** A group by its JID, or by what stands before the {@code @g.us}. */
  private Group find(String text) {
    return groups
        .find(PhoneLookup.address("group", text.contains("@") ? text : text + "@g.us"))
        .orElseThrow(() -> new RefusedException(404, "group", "is no group"));
  }

  private Map<String, Object> result(Node participant) {
    Map<String, Object> view = new LinkedHashMap<>();
    String jid = participant.requireAttr("jid");
    view.put(
        "phone",
        accounts
            .find(participant.requireJid("jid"))
            .map(account -> account.phone().user())
            .orElse(jid));
    participant.attr("error").ifPresent(error -> view.put("error", Integer.parseInt(error)));
    participant
        .child("add_request")
        .ifPresent(invitation -> view.put("code", invitation.requireAttr("code")));
    return view;
  }

  private Map<String, Object> view(Group group) {
    return group.with(state -> view(group, state));
  }

  private Map<String, Object> view(Group group, GroupState state) {
    GroupJid jid = group.jid();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", jid.toString());
    view.put("subject", state.subject().text());
    state.description().ifPresent(one -> view.put("description", one.text()));
    view.put("addressing", group.mode());
    view.put("phash", state.hash(group.byLid()));
    view.put("ephemeralSeconds", state.ephemeralSeconds());
    view.put("approval", state.approval());
    view.put(
        "settings",
        Arrays.stream(GroupSwitch.values()).filter(state::is).map(GroupSwitch::on).toList());
    view.put("members", state.members().stream().map(one -> member(state, one)).toList());
    view.put("asking", state.requests().keySet().stream().map(one -> one.phone().user()).toList());
    return view;
  }

  private static Map<String, Object> member(GroupState state, Account account) {
    return Map.of(
        "phone", account.phone().user(),
        "lid", account.lid().toString(),
        "role", state.role(account).orElseThrow().name().toLowerCase(Locale.ROOT));
  }
}
