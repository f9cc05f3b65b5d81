package chatwarp.adapters.wa.group;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.GroupDescription;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.GroupRole;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The {@code group} element (08 §1.2): as the server sends it, and as we keep it. */
final class GroupNode {
  private static final String ALL_MEMBERS_ADD = "all_member_add";

  private GroupNode() {}

  /**
   * What the element says; members that could not be added are not in it.
   *
   * @throws NodeException when it names no group, or something in it cannot be read
   * @throws InvalidValueException when somebody in it is no person
   */
  static GroupMetadata read(Node group) {
    List<GroupParticipant> participants =
        group.children("participant").stream()
            .filter(participant -> !participant.has("error"))
            .map(GroupNode::participant)
            .toList();
    var size = group.attrLong("size");
    return new GroupMetadata(
        id(group.requireAttr("id")),
        group.attrIs("addressing_mode", "lid") ? AddressingMode.LID : AddressingMode.PN,
        group.attr("subject").orElse(""),
        person(group, "s_o"),
        time(group, "s_t"),
        time(group, "creation"),
        person(group, "creator"),
        person(group, "creator_pn"),
        group.child("description").flatMap(GroupNode::description),
        size.isPresent() ? Math.toIntExact(size.getAsLong()) : participants.size(),
        group.child("announcement").isPresent(),
        group.child("locked").isPresent(),
        group
            .child("member_add_mode")
            .flatMap(Node::text)
            .filter(ALL_MEMBERS_ADD::equals)
            .isPresent(),
        group.child("membership_approval_mode").map(GroupNode::approves).orElse(false),
        group.child("parent").isPresent(),
        group.child("default_sub_group").isPresent(),
        group.child("linked_parent").map(parent -> id(parent.requireAttr("jid"))),
        group.child("ephemeral").flatMap(GroupNode::timer),
        participants);
  }

  /** A group's address; the element leaves the server away. */
  static GroupJid id(String text) {
    String user =
        text.endsWith("@" + GroupJid.SERVER) ? text.substring(0, text.indexOf('@')) : text;
    return new GroupJid(user);
  }

  static GroupParticipant participant(Node participant) {
    if (!(participant.requireJid("jid").bare() instanceof UserJid jid)) {
      throw new InvalidValueException("jid", "is not a person's");
    }
    GroupRole role =
        switch (participant.attr("type").orElse("")) {
          case "admin" -> GroupRole.ADMIN;
          case "superadmin" -> GroupRole.SUPER_ADMIN;
          default -> GroupRole.MEMBER;
        };
    return new GroupParticipant(
        jid,
        person(participant, "phone_number").filter(phone -> jid.isLid() && !phone.isLid()),
        person(participant, "lid").filter(lid -> !jid.isLid() && lid.isLid()),
        role);
  }

  static Optional<GroupDescription> description(Node description) {
    if (description.child("delete").isPresent()) {
      return Optional.empty();
    }
    return description
        .child("body")
        .flatMap(Node::text)
        .filter(text -> !text.isEmpty())
        .map(text ->
            new GroupDescription(
                description.attr("id").orElse(""),
                text,
                person(description, "participant"),
                time(description, "t")));
  }

  /** Presence alone means that an admin must approve; some servers say on or off beside it. */
  static boolean approves(Node mode) {
    return mode.child("group_join").map(join -> !join.attrIs("state", "off")).orElse(true);
  }

  static Optional<Duration> timer(Node ephemeral) {
    var seconds = ephemeral.attrLong("expiration");
    return seconds.isPresent() && seconds.getAsLong() > 0
        ? Optional.of(Duration.ofSeconds(seconds.getAsLong()))
        : Optional.empty();
  }

  static Optional<UserJid> person(Node node, String attribute) {
    return node.attrJid(attribute)
        .map(Jid::bare)
        .filter(UserJid.class::isInstance)
        .map(UserJid.class::cast);
  }

  private static Optional<Instant> time(Node node, String attribute) {
    var seconds = node.attrLong(attribute);
    return seconds.isPresent() && seconds.getAsLong() > 0
        ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong()))
        : Optional.empty();
  }

  /** The element that {@link #read} makes the same metadata of. */
  static Node write(GroupMetadata group) {
    NodeBuilder node =
        Node.builder("group")
            .attr("id", group.id().user())
            .attr("subject", group.subject())
            .attr("addressing_mode", group.addressing().text())
            .attr("size", group.size())
            .attrJid("s_o", group.subjectOwner())
            .attrText("s_t", seconds(group.subjectTime()))
            .attrText("creation", seconds(group.created()))
            .attrJid("creator", group.owner())
            .attrJid("creator_pn", group.ownerPhone());
    List<Node> children = new ArrayList<>(group.participants().size() + 4);
    group.participants().forEach(participant -> children.add(write(participant)));
    group.description().ifPresent(description -> children.add(write(description)));
    flag(children, group.announce(), "announcement");
    flag(children, group.locked(), "locked");
    flag(children, group.joinApproval(), "membership_approval_mode");
    flag(children, group.community(), "parent");
    flag(children, group.announcementGroup(), "default_sub_group");
    if (group.anyoneMayAdd()) {
      children.add(Node.builder("member_add_mode").text(ALL_MEMBERS_ADD).build());
    }
    group
        .parent()
        .ifPresent(
            parent -> children.add(Node.builder("linked_parent").attr("jid", parent).build()));
    group
        .disappearing()
        .ifPresent(timer ->
            children.add(Node.builder("ephemeral").attr("expiration", timer.toSeconds()).build()));
    return node.children(children).build();
  }

  private static void flag(List<Node> children, boolean on, String tag) {
    if (on) {
      children.add(Node.of(tag));
    }
  }

  private static Node write(GroupParticipant participant) {
    NodeBuilder node =
        Node.builder("participant")
            .attr("jid", participant.jid())
            .attrJid("phone_number", participant.phone())
            .attrJid("lid", participant.lid());
    switch (participant.role()) {
      case MEMBER -> {}
      case ADMIN -> node.attr("type", "admin");
      case SUPER_ADMIN -> node.attr("type", "superadmin");
    }
    return node.build();
  }

  private static Node write(GroupDescription description) {
    return Node.builder("description")
        .attr("id", description.id())
        .attrJid("participant", description.author())
        .attrText("t", seconds(description.at()))
        .children(Node.builder("body").text(description.text()).build())
        .build();
  }

  private static Optional<String> seconds(Optional<Instant> time) {
    return time.map(at -> Long.toString(at.getEpochSecond()));
  }
}
