package chatwarp.adapters.http.route;

import chatwarp.adapters.http.evolution.GroupBodies;
import chatwarp.adapters.http.evolution.GroupObject;
import chatwarp.adapters.http.evolution.Json;
import chatwarp.domain.model.GroupJid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Communities, which Evolution has no operations for: ours, in the style of its groups. */
final class CommunityRoutes {
  private final UseCases useCases;

  CommunityRoutes(UseCases useCases) {
    this.useCases = useCases;
  }

  List<Route> routes() {
    return List.of(
        route(Method.POST, "create", this::create),
        route(Method.GET, "subGroups", this::subGroups),
        route(Method.GET, "subGroupInfo", this::subGroup),
        route(Method.POST, "joinGroup", this::join),
        route(Method.GET, "participants", this::everybody),
        route(Method.POST, "linkGroups", this::link),
        route(Method.POST, "unlinkGroups", this::unlink),
        route(Method.DELETE, "deactivate", this::deactivate));
  }

  private static Route route(Method method, String name, Action action) {
    return new Route(method, "/community/" + name + "/:instanceName", Protection.INSTANCE, action);
  }

  private Answer create(Call call) {
    var draft = GroupBodies.create(call.body(), true, Optional.empty());
    return Answer.created(
        GroupObject.metadata(
            GroupRoutes.orFail(
                    500,
                    "Error creating community",
                    () -> useCases.groups().create(call.name(), draft))
                .group()));
  }

  private Answer subGroups(Call call) {
    GroupJid community = GroupRoutes.group(call, Json.object());
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    GroupRoutes.orFail(
            404, "Error fetching group", () -> useCases.groups().subGroups(call.name(), community))
        .forEach(group -> rows.add(GroupObject.info(group, Optional.empty(), false)));
    return Answer.ok(rows);
  }

  private Answer subGroup(Call call) {
    GroupJid community = GroupRoutes.group(call, Json.object());
    GroupJid group = GroupBodies.subGroup(call::query);
    return Answer.ok(
        GroupObject.metadata(
            GroupRoutes.orFail(
                404,
                "Error fetching group",
                () -> useCases.groups().subGroup(call.name(), community, group))));
  }

  private Answer join(Call call) {
    JsonNode body = call.body();
    GroupJid community = GroupRoutes.group(call, body);
    GroupJid group = GroupBodies.subGroup(body);
    return Answer.created(
        GroupRoutes.joined(
            GroupRoutes.orFail(
                404,
                "Error joining group",
                () -> useCases.groups().joinSubGroup(call.name(), community, group))));
  }

  private Answer everybody(Call call) {
    GroupJid community = GroupRoutes.group(call, Json.object());
    ObjectNode answer = Json.object();
    answer.set(
        "participants",
        GroupObject.members(
            GroupRoutes.orFail(
                404,
                "No participants",
                () -> useCases.groups().everybody(call.name(), community))));
    return Answer.ok(answer);
  }

  private Answer link(Call call) {
    JsonNode body = call.body();
    GroupJid community = GroupRoutes.group(call, body);
    List<GroupJid> asked = GroupBodies.groups(body);
    return Answer.created(
        results(
            "linkGroups",
            GroupRoutes.orFail(
                400,
                "Error linking groups",
                () -> useCases.groups().link(call.name(), community, asked))));
  }

  private Answer unlink(Call call) {
    JsonNode body = call.body();
    GroupJid community = GroupRoutes.group(call, body);
    List<GroupJid> asked = GroupBodies.groups(body);
    return Answer.created(
        results(
            "unlinkGroups",
            GroupRoutes.orFail(
                400,
                "Error unlinking groups",
                () -> useCases.groups().unlink(call.name(), community, asked))));
  }

  private static ObjectNode results(String name, Map<GroupJid, Integer> codes) {
    ObjectNode answer = Json.object();
    ArrayNode rows = answer.putArray(name);
    codes.forEach((group, code) ->
        rows.addObject().put("status", String.valueOf(code)).put("groupJid", group.toString()));
    return answer;
  }

  private Answer deactivate(Call call) {
    GroupJid community = GroupRoutes.group(call, call.body());
    boolean _ =
        GroupRoutes.orFail(
            400,
            "Unable to deactivate the community",
            () -> {
              useCases.groups().deactivate(call.name(), community);
              return true;
            });
    return Answer.ok(Json.object().put("groupJid", community.toString()).put("deactivated", true));
  }
}
