package chatwarp.adapters.wa.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeDecoder;
import chatwarp.adapters.wa.node.NodeEncoder;
import chatwarp.adapters.wa.node.NodeException;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupRole;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.UserJid;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupNodeTest {
  static final UserJid ANA = UserJid.phone("5511999990001");
  static final UserJid ANA_LID = UserJid.lid("100000000000001");
  static final UserJid BEA = UserJid.phone("5511999990002");
  static final UserJid BEA_LID = UserJid.lid("100000000000002");
  static final GroupJid GROUP = new GroupJid("120363000000000001");

  /** The shape of 08 §1.2, with everything in it that we read. */
  static Node full() {
    return Node.builder("group")
        .attr("id", "120363000000000001")
        .attr("subject", "Family")
        .attr("s_t", 1760000000)
        .attr("s_o", ANA_LID)
        .attr("s_o_pn", ANA)
        .attr("creation", 1750000000)
        .attr("creator", ANA_LID)
        .attr("creator_pn", ANA)
        .attr("size", 2)
        .attr("addressing_mode", "lid")
        .attr("a_v_id", "1")
        .children(
            Node.builder("participant")
                .attr("jid", ANA_LID)
                .attr("phone_number", ANA)
                .attr("type", "superadmin")
                .build(),
            Node.builder("participant").attr("jid", BEA_LID).attr("phone_number", BEA).build(),
            Node.builder("description")
                .attr("id", "D1")
                .attr("participant", ANA_LID)
                .attr("t", 1760000001)
                .children(Node.builder("body").text("for all of us").build())
                .build(),
            Node.of("announcement"),
            Node.of("locked"),
            Node.builder("ephemeral").attr("expiration", 86400).build(),
            Node.builder("member_add_mode").text("all_member_add").build(),
            Node.of(
                "membership_approval_mode", Node.builder("group_join").attr("state", "on").build()),
            Node.builder("linked_parent").attr("jid", new GroupJid("120363000000000009")).build(),
            Node.of("default_sub_group"))
        .build();
  }

  @Test
  void readsEverything() {
    GroupMetadata group = GroupNode.read(full());
    assertEquals(GROUP, group.id());
    assertEquals(AddressingMode.LID, group.addressing());
    assertEquals("Family", group.subject());
    assertEquals(Optional.of(ANA_LID), group.subjectOwner());
    assertEquals(Optional.of(Instant.ofEpochSecond(1760000000)), group.subjectTime());
    assertEquals(Optional.of(Instant.ofEpochSecond(1750000000)), group.created());
    assertEquals(Optional.of(ANA_LID), group.owner());
    assertEquals(Optional.of(ANA), group.ownerPhone());
    assertEquals("for all of us", group.description().orElseThrow().text());
    assertEquals("D1", group.description().orElseThrow().id());
    assertEquals(2, group.size());
    assertTrue(group.announce() && group.locked() && group.anyoneMayAdd());
    assertTrue(group.joinApproval() && group.announcementGroup());
    assertEquals(Optional.of(new GroupJid("120363000000000009")), group.parent());
    assertEquals(Optional.of(Duration.ofDays(1)), group.disappearing());
    assertEquals(GroupRole.SUPER_ADMIN, group.member(ANA).orElseThrow().role());
    assertEquals(Optional.of(BEA), group.member(BEA_LID).orElseThrow().phone());
  }

  @Test
  void keepsWhatItReads() {
    GroupMetadata group = GroupNode.read(full());
    assertEquals(
        group, GroupNode.read(NodeDecoder.decode(NodeEncoder.encode(GroupNode.write(group)))));
  }

  @Test
  void readsAGroupOfPhoneNumbersWithNothingElse() {
    GroupMetadata group =
        GroupNode.read(
            Node.builder("group")
                .attr("id", GROUP)
                .children(Node.builder("participant").attr("jid", ANA).attr("lid", ANA_LID).build())
                .build());
    assertEquals(AddressingMode.PN, group.addressing());
    assertEquals(1, group.size());
    assertEquals(Optional.of(ANA_LID), group.participants().getFirst().lid());
    assertEquals(group, GroupNode.read(GroupNode.write(group)));
  }

  @Test
  void leavesOutWhoCouldNotBeAdded() {
    Node made =
        Node.builder("group")
            .attr("id", "1")
            .children(
                Node.builder("participant").attr("jid", ANA).build(),
                Node.builder("participant").attr("jid", BEA).attr("error", 403).build())
            .build();
    assertEquals(1, GroupNode.read(made).participants().size());
  }

  @Test
  void refusesWhatIsNoGroup() {
    assertThrows(NodeException.class, () -> GroupNode.read(Node.of("group")));
    Node stranger =
        Node.builder("group")
            .attr("id", "1")
            .children(Node.builder("participant").attr("jid", GROUP).build())
            .build();
    assertThrows(InvalidValueException.class, () -> GroupNode.read(stranger));
  }
}
