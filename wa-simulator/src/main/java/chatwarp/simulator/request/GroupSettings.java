package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.simulator.group.Description;
import chatwarp.simulator.group.GroupNodes;
import chatwarp.simulator.group.GroupSwitch;
import chatwarp.simulator.group.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a group is called, says of itself and allows (08 §1.6). */
final class GroupSettings {
  static final Set<String> KNOWN =
      Set.of(
          "subject",
          "description",
          "ephemeral",
          "not_ephemeral",
          "member_add_mode",
          "member_link_mode",
          "membership_approval_mode");

  private static final int LONGEST_SUBJECT = 100;
  private static final int LONGEST_DESCRIPTION = 2048;

  /** The times that the apps offer. */
  private static final Set<Integer> TIMERS = Set.of(86_400, 604_800, 7_776_000);

  private GroupSettings() {}

  /** Carries out one change; the answer is empty. */
  static List<Node> change(GroupCall call, String what) {
    Node asked = call.iq().requireChild(what);
    switch (what) {
      case "subject" -> subject(call, asked);
      case "description" -> description(call, asked);
      case "ephemeral", "not_ephemeral" -> timer(call, what, asked);
      default -> {
        call.requireAdmin();
        permission(call, what, asked);
      }
    }
    return List.of();
  }

  private static void subject(GroupCall call, Node asked) {
    call.requireEditor();
    String text = asked.requireText();
    requireSubject(text);
    Subject next = new Subject(text, call.actor(), call.desk().now());
    call.state().subject(next);
    NodeBuilder news =
        Node.builder("subject")
            .attr("subject", text)
            .attr("s_t", next.at().getEpochSecond())
            .attr("s_o", call.group().name(call.actor()));
    if (call.group().byLid()) {
      news.attr("s_o_pn", call.actor().phone());
    }
    call.tellAll(news.build());
  }

  /** Two people who describe a group at once: the second did not see what the first wrote. */
  private static void description(GroupCall call, Node asked) {
    call.requireEditor();
    Optional<String> current = call.state().description().map(Description::id);
    GroupCall.require(
        asked.attr("prev").filter(id -> !id.equals("none")).equals(current), GroupRefusal.CONFLICT);
    NodeBuilder news = Node.builder("description");
    if (asked.attrIs("delete", "true")) {
      call.state().description(Optional.empty());
      news.attrText("id", asked.attr("id").or(() -> current));
      call.tellAll(news.children(Node.of("delete")).build());
      return;
    }
    String text = asked.requireChild("body").requireText();
    requireDescription(text);
    String id = asked.requireAttr("id");
    call.state()
        .description(Optional.of(new Description(id, text, call.actor(), call.desk().now())));
    call.tellAll(news.attr("id", id).children(GroupNodes.body(text)).build());
  }

  private static void timer(GroupCall call, String what, Node asked) {
    call.requireEditor();
    if (what.equals("not_ephemeral")) {
      call.state().ephemeralSeconds(0);
      call.tellAll(Node.of(what));
      return;
    }
    int seconds = seconds(asked);
    call.state().ephemeralSeconds(seconds);
    call.tellAll(
        seconds == 0
            ? Node.of("not_ephemeral")
            : Node.builder(what).attr("expiration", seconds).build());
  }

  private static void permission(GroupCall call, String what, Node asked) {
    Optional<GroupSwitch> one = GroupSwitch.moved(what);
    if (one.isPresent()) {
      call.state().flip(one.get(), what.equals(one.get().on()));
      call.tellAll(Node.builder(what).attr("v_id", call.desk().news().version()).build());
      return;
    }
    switch (what) {
      case "member_add_mode" -> {
        call.state().everybodyAdds(everybodyAdds(asked));
        call.tellAll(GroupNodes.memberAddMode(call.state()));
      }
      case "member_link_mode" -> {
        call.state().everybodyInvites(everybodyInvites(asked));
        call.tellAll(GroupNodes.memberLinkMode(call.state()));
      }
      default -> {
        call.state().approval(on(asked));
        call.tellAll(GroupNodes.approval(call.state().approval()));
      }
    }
  }

  static void requireSubject(String text) {
    GroupCall.require(
        !text.isBlank() && text.codePointCount(0, text.length()) <= LONGEST_SUBJECT,
        GroupRefusal.NOT_ACCEPTABLE);
  }

  static void requireDescription(String text) {
    GroupCall.require(
        text.codePointCount(0, text.length()) <= LONGEST_DESCRIPTION, GroupRefusal.NOT_ACCEPTABLE);
  }

  /** How long messages are to stay; 0 for ever. */
  static int seconds(Node ephemeral) {
    int seconds = ephemeral.requireInt("expiration");
    GroupCall.require(seconds == 0 || TIMERS.contains(seconds), GroupRefusal.BAD_REQUEST);
    return seconds;
  }

  static boolean everybodyAdds(Node mode) {
    return choice(mode, "all_member_add", "admin_add");
  }

  static boolean everybodyInvites(Node mode) {
    return choice(mode, "all_member_link", "admin_link");
  }

  private static boolean choice(Node mode, String everybody, String admins) {
    String text = mode.requireText();
    GroupCall.require(text.equals(everybody) || text.equals(admins), GroupRefusal.BAD_REQUEST);
    return text.equals(everybody);
  }

  /** Whether an approval mode is on; communities spell its child differently. */
  static boolean on(Node mode) {
    String state =
        mode.child("group_join")
            .or(() -> mode.child("community_join"))
            .orElseThrow(() -> new GroupRefusal(GroupRefusal.BAD_REQUEST))
            .requireAttr("state");
    GroupCall.require(state.equals("on") || state.equals("off"), GroupRefusal.BAD_REQUEST);
    return state.equals("on");
  }
}
