package chatwarp.adapters.http.route;

import chatwarp.adapters.http.evolution.GroupBodies;
import chatwarp.adapters.http.evolution.GroupObject;
import chatwarp.adapters.http.evolution.Json;
import chatwarp.adapters.http.evolution.SendBodies;
import chatwarp.application.chat.NumberCheck;
import chatwarp.application.group.MembersChanged;
import chatwarp.application.message.Recipient;
import chatwarp.application.message.SendException;
import chatwarp.application.message.SendRequest;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupSetting;
import chatwarp.domain.model.ParticipantResult;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.port.GroupJoin;
import chatwarp.domain.port.SessionException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The group operations (evolution-v2 §8.5). */
final class GroupRoutes {
  private static final String INVITE_LINK = "https://chat.whatsapp.com/";

  private final UseCases useCases;
  private final SendBodies bodies;

  GroupRoutes(UseCases useCases, SendBodies bodies) {
    this.useCases = useCases;
    this.bodies = bodies;
  }

  List<Route> routes() {
    return List.of(
        route(Method.POST, "create", this::create),
        route(Method.POST, "updateGroupSubject", this::subject),
        route(Method.POST, "updateGroupPicture", this::picture),
        route(Method.POST, "updateGroupDescription", this::description),
        route(Method.GET, "findGroupInfos", this::info),
        route(Method.GET, "fetchAllGroups", this::all),
        route(Method.GET, "participants", this::members),
        route(Method.GET, "inviteCode", this::inviteCode),
        route(Method.GET, "inviteInfo", this::inviteInfo),
        route(Method.GET, "acceptInviteCode", this::join),
        route(Method.POST, "sendInvite", this::sendInvite),
        route(Method.POST, "revokeInviteCode", this::revokeInvite),
        route(Method.POST, "updateParticipant", this::change),
        route(Method.POST, "updateSetting", this::setting),
        route(Method.POST, "toggleEphemeral", this::disappearing),
        route(Method.DELETE, "leaveGroup", this::leave),
        route(Method.POST, "updateMemberMode", this::memberMode),
        route(Method.POST, "acceptInvite", this::accept),
        route(Method.POST, "inviteMessageInfo", this::inviteMessageInfo),
        route(Method.POST, "revokeInvites", this::revokeInvites),
        route(Method.DELETE, "cancelJoinRequest", this::cancelJoinRequest),
        route(Method.DELETE, "removeGroupPicture", this::noPicture),
        route(Method.GET, "joinRequests", this::joinRequests),
        route(Method.POST, "updateJoinRequests", this::answerJoinRequests));
  }

  private static Route route(Method method, String name, Action action) {
    return new Route(method, "/group/" + name + "/:instanceName", Protection.INSTANCE, action);
  }

  static GroupJid group(Call call, JsonNode body) {
    return GroupBodies.group(body, call::query);
  }

  private Answer create(Call call) {
    JsonNode body = call.body();
    var draft = GroupBodies.create(body, false, GroupBodies.parent(body));
    return Answer.created(
        GroupObject.metadata(
            orFail(500, "Error creating group", () -> useCases.groups().create(call.name(), draft))
                .group()));
  }

  private Answer subject(Call call) {
    JsonNode body = call.body();
    GroupJid group = group(call, body);
    String subject = GroupBodies.subject(body);
    run(
        500,
        "Error updating group subject",
        () -> useCases.groups().subject(call.name(), group, subject));
    return updated();
  }

  private Answer description(Call call) {
    JsonNode body = call.body();
    GroupJid group = group(call, body);
    Optional<String> text = GroupBodies.description(body);
    run(
        500,
        "Error updating group description",
        () -> useCases.groups().description(call.name(), group, text));
    return updated();
  }

  private Answer picture(Call call) {
    JsonNode body = call.body();
    GroupJid group = group(call, body);
    var source = GroupBodies.picture(body, call.uploads());
    run(
        500,
        "Error update group picture",
        () -> useCases.groups().picture(call.name(), group, Optional.of(source)));
    return updated();
  }

  private Answer noPicture(Call call) {
    GroupJid group = group(call, call.body());
    run(
        500,
        "Error removing group picture",
        () -> useCases.groups().picture(call.name(), group, Optional.empty()));
    return Answer.ok(Json.object().put("update", "success"));
  }

  private static Answer updated() {
    return Answer.created(Json.object().put("update", "success"));
  }

  private Answer info(Call call) {
    GroupJid group = group(call, Json.object());
    GroupMetadata found =
        orFail(404, "Error fetching group", () -> useCases.groups().metadata(call.name(), group));
    Optional<String> picture =
        useCases
            .chats()
            .picture(call.name(), new Recipient.Address(group))
            .picture()
            .map(ProfilePicture::url)
            .map(URI::toString);
    return Answer.ok(GroupObject.info(found, picture, true));
  }

  /** Without pictures: that would be a query for each group. */
  private Answer all(Call call) {
    boolean members = call.query("getParticipants").filter("true"::equals).isPresent();
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    orFail(500, "Error fetching group", () -> useCases.groups().all(call.name()))
        .forEach(group -> rows.add(GroupObject.info(group, Optional.empty(), members)));
    return Answer.ok(rows);
  }

  private Answer members(Call call) {
    GroupJid group = group(call, Json.object());
    ObjectNode answer = Json.object();
    answer.set(
        "participants",
        GroupObject.members(
            orFail(404, "No participants", () -> useCases.groups().members(call.name(), group))));
    return Answer.ok(answer);
  }

  private Answer inviteCode(Call call) {
    GroupJid group = group(call, Json.object());
    String code =
        orFail(404, "No invite code", () -> useCases.groups().inviteCode(call.name(), group));
    return Answer.ok(Json.object().put("inviteUrl", INVITE_LINK + code).put("inviteCode", code));
  }

  private Answer inviteInfo(Call call) {
    String code = GroupBodies.inviteCode(call.query("inviteCode"));
    return Answer.ok(
        GroupObject.metadata(
            orFail(404, "No invite info", () -> useCases.groups().inviteInfo(call.name(), code))));
  }

  private Answer join(Call call) {
    String code = GroupBodies.inviteCode(call.query("inviteCode"));
    return Answer.ok(
        joined(
            orFail(404, "Accept invite error", () -> useCases.groups().join(call.name(), code))));
  }

  /** An invitation that came in a message. */
  private Answer accept(Call call) {
    JsonNode body = call.body();
    GroupJid group = group(call, body);
    var asked = GroupBodies.acceptance(body);
    return Answer.created(
        joined(
            orFail(
                404,
                "Accept invite error",
                () ->
                    useCases
                        .groups()
                        .join(
                            call.name(),
                            group,
                            asked.code(),
                            asked.expiration(),
                            asked.inviter()))));
  }

  /** What an invitation that came in a message is to. */
  private Answer inviteMessageInfo(Call call) {
    JsonNode body = call.body();
    GroupJid group = group(call, body);
    var asked = GroupBodies.acceptance(body);
    return Answer.ok(
        GroupObject.metadata(
            orFail(
                404,
                "No invite info",
                () ->
                    useCases
                        .groups()
                        .inviteInfo(
                            call.name(),
                            group,
                            asked.code(),
                            asked.expiration(),
                            asked.inviter()))));
  }

  private Answer revokeInvites(Call call) {
    JsonNode body = call.body();
    GroupJid group = group(call, body);
    List<Recipient> people = GroupBodies.invited(body);
    return Answer.created(
        results(
            "revokeInvites",
            orFail(
                400,
                "Revoke error",
                () -> useCases.groups().revokeInvites(call.name(), group, people))));
  }

  private Answer cancelJoinRequest(Call call) {
    GroupJid group = group(call, call.body());
    run(404, "No join request", () -> useCases.groups().cancelJoinRequest(call.name(), group));
    return Answer.ok(Json.object().put("groupJid", group.toString()).put("cancelled", true));
  }

  static ObjectNode joined(GroupJoin join) {
    boolean member = join instanceof GroupJoin.Joined;
    return Json.object()
        .put("accepted", member)
        .put("pendingApproval", !member)
        .put("groupJid", join.group().toString());
  }

  private Answer sendInvite(Call call) {
    JsonNode body = call.body();
    GroupJid group = group(call, body);
    var asked = GroupBodies.invitation(body);
    String url =
        INVITE_LINK
            + orFail(404, "No send invite", () -> useCases.groups().inviteCode(call.name(), group));
    ObjectNode whole = Json.object().put("groupJid", group.toString());
    whole.put("description", asked.description());
    asked.numbers().forEach(whole.putArray("numbers")::add);
    List<SendRequest> texts =
        bodies.texts(
            whole,
            asked.numbers(),
            asked.description() + "\n\n" + url,
            call.uploads(),
            MessageRoutes.key(call));
    requireAccounts(call, asked.numbers(), texts);
    texts.forEach(text -> useCases.messages().send(call.name(), text));
    return Answer.ok(Json.object().put("send", true).put("inviteUrl", url));
  }

  /** Before anything is sent: nobody is invited when somebody cannot be. */
  private void requireAccounts(Call call, List<String> numbers, List<SendRequest> requests) {
    List<NumberCheck> checks =
        useCases
            .chats()
            .lookup(call.name(), requests.stream().map(SendRequest::recipient).toList());
    for (int i = 0; i < checks.size(); i++) {
      if (!checks.get(i).exists()) {
        throw new SendException.NotOnWhatsApp(numbers.get(i), checks.get(i).jid().toString());
      }
    }
  }

  private Answer revokeInvite(Call call) {
    GroupJid group = group(call, call.body());
    String code =
        orFail(404, "Revoke error", () -> useCases.groups().revokeInvite(call.name(), group));
    return Answer.created(Json.object().put("revoked", true).put("inviteCode", code));
  }

  private Answer change(Call call) {
    JsonNode body = call.body();
    GroupJid group = group(call, body);
    GroupBodies.Change asked = GroupBodies.change(body);
    MembersChanged changed =
        orFail(
            400,
            "Error updating participants",
            () -> useCases.groups().change(call.name(), group, asked.action(), asked.people()));
    return Answer.created(results("updateParticipants", changed));
  }

  private Answer joinRequests(Call call) {
    GroupJid group = group(call, Json.object());
    ObjectNode answer = Json.object();
    ArrayNode rows = answer.putArray("joinRequests");
    orFail(404, "No join requests", () -> useCases.groups().joinRequests(call.name(), group))
        .forEach(request -> {
          ObjectNode row = rows.addObject().put("jid", request.person().toString());
          request.at().ifPresent(at -> row.put("requestTime", at.getEpochSecond()));
          request.method().ifPresent(method -> row.put("method", method));
        });
    return Answer.ok(answer);
  }

  private Answer answerJoinRequests(Call call) {
    JsonNode body = call.body();
    GroupJid group = group(call, body);
    GroupBodies.Decision asked = GroupBodies.decision(body);
    return Answer.created(
        results(
            "updateJoinRequests",
            orFail(
                400,
                "Error updating join requests",
                () ->
                    useCases
                        .groups()
                        .answerJoinRequests(call.name(), group, asked.approve(), asked.people()))));
  }

  /** A row for each person asked for; 404 for numbers without an account. */
  private static ObjectNode results(String name, MembersChanged changed) {
    ObjectNode answer = Json.object();
    ArrayNode rows = answer.putArray(name);
    for (ParticipantResult result : changed.results()) {
      ObjectNode row =
          rows.addObject()
              .put("status", String.valueOf(result.code()))
              .put("jid", result.person().toString());
      ObjectNode content = row.putObject("content");
      result
          .invite()
          .ifPresent(invite ->
              content
                  .put("inviteCode", invite.code())
                  .put("inviteExpiration", invite.expiration().getEpochSecond()));
    }
    for (Recipient.Phone unknown : changed.unknown()) {
      rows.addObject()
          .put("status", "404")
          .put("jid", unknown.fallback().toString())
          .putObject("content");
    }
    return answer;
  }

  private Answer setting(Call call) {
    JsonNode body = call.body();
    return set(call, group(call, body), GroupBodies.setting(body));
  }

  private Answer memberMode(Call call) {
    JsonNode body = call.body();
    return set(call, group(call, body), GroupBodies.memberMode(body));
  }

  private Answer set(Call call, GroupJid group, GroupSetting setting) {
    run(
        400,
        "Error updating setting",
        () -> useCases.groups().setting(call.name(), group, setting));
    return Answer.created(
        Json.object().put("updateSetting", setting.name().toLowerCase(Locale.ROOT)));
  }

  private Answer disappearing(Call call) {
    JsonNode body = call.body();
    GroupJid group = group(call, body);
    Optional<Duration> timer = GroupBodies.timer(body);
    run(
        400,
        "Error updating setting",
        () -> useCases.groups().disappearing(call.name(), group, timer));
    return Answer.created(Json.object().put("success", true));
  }

  private Answer leave(Call call) {
    GroupJid group = group(call, call.body());
    run(400, "Unable to leave the group", () -> useCases.groups().leave(call.name(), group));
    return Answer.ok(Json.object().put("groupJid", group.toString()).put("leave", true));
  }

  /** What WhatsApp refuses has a status and a summary that depend on the operation. */
  static <T> T orFail(int status, String summary, Supplier<T> work) {
    try {
      return work.get();
    } catch (SessionException.Refused e) {
      throw new RefusedOperationException(status, summary, e);
    }
  }

  static void run(int status, String summary, Runnable work) {
    boolean _ =
        orFail(
            status,
            summary,
            () -> {
              work.run();
              return true;
            });
  }
}
