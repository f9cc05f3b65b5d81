package chatwarp.adapters.http.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.domain.event.GroupChange;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.GroupDescription;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.GroupRole;
import chatwarp.domain.model.GroupSetting;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.UserJid;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole payload of every event about groups (events §3). */
class GroupEventDataTest {
  private static final GroupJid TEAM = new GroupJid("120363025246125486");
  private static final UserJid ANA = UserJid.phone("5511988887777");
  private static final UserJid ANA_LID = UserJid.lid("104000000000001");
  private static final UserJid BIA = UserJid.phone("5511988886666");
  private static final UserJid CAI_LID = UserJid.lid("104000000000003");
  private static final Instant AT = Instant.ofEpochSecond(1_760_000_000);

  private static final String BY_ANA = "'author':'5511988887777@s.whatsapp.net'";

  private static GroupParticipant member(UserJid jid, Optional<UserJid> other, GroupRole role) {
    return jid.isLid()
        ? new GroupParticipant(jid, other, Optional.empty(), role)
        : new GroupParticipant(jid, Optional.empty(), other, role);
  }

  /** By LID with a number, by LID alone, and by number. */
  private static final List<GroupParticipant> THREE =
      List.of(
          member(ANA_LID, Optional.of(ANA), GroupRole.SUPER_ADMIN),
          member(CAI_LID, Optional.empty(), GroupRole.ADMIN),
          member(BIA, Optional.of(UserJid.lid("104000000000002")), GroupRole.MEMBER));

  private static final String THREE_JSON =
      "'participants':["
          + "{'id':'104000000000001@lid','phoneNumber':'5511988887777@s.whatsapp.net',"
          + "'admin':'superadmin'},"
          + "{'id':'104000000000003@lid','admin':'admin'},"
          + "{'id':'5511988886666@s.whatsapp.net','phoneNumber':'5511988886666@s.whatsapp.net',"
          + "'lid':'104000000000002@lid','admin':null}]";

  private static GroupMetadata everythingKnown() {
    return new GroupMetadata(
        TEAM,
        AddressingMode.LID,
        "Team",
        Optional.of(ANA_LID),
        Optional.of(AT),
        Optional.of(AT.minusSeconds(1)),
        Optional.of(ANA_LID),
        Optional.of(ANA),
        Optional.of(
            new GroupDescription("3EB0D1", "We meet here", Optional.of(ANA), Optional.of(AT))),
        3,
        true,
        false,
        true,
        false,
        false,
        true,
        Optional.of(new GroupJid("120363025246120000")),
        Optional.of(Duration.ofDays(1)),
        THREE);
  }

  private static GroupMetadata nothingKnown() {
    return new GroupMetadata(
        TEAM,
        AddressingMode.PN,
        "Team",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1,
        false,
        true,
        false,
        true,
        true,
        false,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static Arguments added(String name, GroupMetadata group, boolean known, String json) {
    return Arguments.of(
        name,
        new InstanceEvent.GroupAdded(group, known ? Optional.of(ANA) : Optional.empty()),
        json);
  }

  private static Arguments updated(String name, GroupChange change, String json) {
    return Arguments.of(
        name,
        new InstanceEvent.GroupUpdated(TEAM, Optional.of(ANA), change),
        "[{'id':'120363025246125486@g.us'," + json + "," + BY_ANA + "}]");
  }

  private static Arguments setting(GroupSetting setting, String json) {
    return updated("setting " + setting, new GroupChange.Setting(setting), json);
  }

  private static Arguments members(String action, GroupChange change) {
    return Arguments.of(
        "members: " + action,
        new InstanceEvent.GroupMembersChanged(
            TEAM, Optional.of(ANA), change, Map.of(UserJid.lid("104000000000001"), "Ana")),
        "{'id':'120363025246125486@g.us',"
            + BY_ANA
            + ",'participants':['104000000000001@lid','104000000000003@lid',"
            + "'5511988886666@s.whatsapp.net'],'action':'"
            + action
            + "','participantsData':["
            + "{'jid':'104000000000001@lid','phoneNumber':'5511988887777@s.whatsapp.net',"
            + "'name':'Ana','imgUrl':null},"
            + "{'jid':'104000000000003@lid','imgUrl':null},"
            + "{'jid':'5511988886666@s.whatsapp.net',"
            + "'phoneNumber':'5511988886666@s.whatsapp.net','imgUrl':null}]}");
  }

  static Stream<Arguments> payloads() {
    return Stream.of(
        added(
            "a group of which all is known",
            everythingKnown(),
            true,
            "[{'id':'120363025246125486@g.us','addressingMode':'lid','subject':'Team',"
                + "'subjectOwner':'104000000000001@lid','subjectTime':1760000000,"
                + "'creation':1759999999,'owner':'104000000000001@lid',"
                + "'ownerPn':'5511988887777@s.whatsapp.net','desc':'We meet here',"
                + "'descId':'3EB0D1','restrict':false,'announce':true,'isCommunity':false,"
                + "'isCommunityAnnounce':true,'joinApprovalMode':false,'memberAddMode':true,"
                + "'size':3,'linkedParent':'120363025246120000@g.us',"
                + THREE_JSON
                + ",'ephemeralDuration':86400,"
                + BY_ANA
                + "}]"),
        added(
            "a group of which little is known",
            nothingKnown(),
            false,
            "[{'id':'120363025246125486@g.us','addressingMode':'pn','subject':'Team',"
                + "'restrict':true,'announce':false,'isCommunity':true,"
                + "'isCommunityAnnounce':false,'joinApprovalMode':true,'memberAddMode':false,"
                + "'size':1,'participants':[]}]"),
        updated("subject", new GroupChange.Subject("New name"), "'subject':'New name'"),
        updated(
            "description",
            new GroupChange.Description(
                Optional.of(
                    new GroupDescription("3EB0D2", "Rules", Optional.empty(), Optional.empty()))),
            "'desc':'Rules','descId':'3EB0D2'"),
        updated(
            "description taken away", new GroupChange.Description(Optional.empty()), "'desc':null"),
        setting(GroupSetting.ANNOUNCEMENT, "'announce':true"),
        setting(GroupSetting.NOT_ANNOUNCEMENT, "'announce':false"),
        setting(GroupSetting.LOCKED, "'restrict':true"),
        setting(GroupSetting.UNLOCKED, "'restrict':false"),
        setting(GroupSetting.ALL_MEMBER_ADD, "'memberAddMode':true"),
        setting(GroupSetting.ADMIN_ADD, "'memberAddMode':false"),
        setting(GroupSetting.JOIN_APPROVAL_ON, "'joinApprovalMode':true"),
        setting(GroupSetting.JOIN_APPROVAL_OFF, "'joinApprovalMode':false"),
        updated(
            "timer",
            new GroupChange.Disappearing(Optional.of(Duration.ofDays(7))),
            "'ephemeralDuration':604800"),
        updated(
            "timer off", new GroupChange.Disappearing(Optional.empty()), "'ephemeralDuration':0"),
        updated("invite code", new GroupChange.InviteCode("AbCd"), "'inviteCode':'AbCd'"),
        updated(
            "requests to join",
            new GroupChange.JoinRequested(List.of(ANA_LID, BIA), "invite_link"),
            "'joinRequestMethod':'invite_link',"
                + "'joinRequests':['104000000000001@lid','5511988886666@s.whatsapp.net']"),
        updated(
            "requests withdrawn",
            new GroupChange.JoinRequestsGone(List.of(ANA_LID)),
            "'joinRequestsGone':['104000000000001@lid']"),
        updated(
            "linked",
            new GroupChange.Linked("sub_group", List.of(new GroupJid("120363025246120000"))),
            "'linkType':'sub_group','linked':['120363025246120000@g.us']"),
        updated(
            "unlinked",
            new GroupChange.Unlinked("sub_group", List.of(new GroupJid("120363025246120000"))),
            "'linkType':'sub_group','unlinked':['120363025246120000@g.us']"),
        updated("gone", new GroupChange.Deleted(), "'deleted':true"),
        Arguments.of(
            "changed by nobody known",
            new InstanceEvent.GroupUpdated(
                TEAM, Optional.empty(), new GroupChange.Subject("New name")),
            "[{'id':'120363025246125486@g.us','subject':'New name'}]"),
        members("add", new GroupChange.Added(THREE, Optional.of("invite"))),
        members("remove", new GroupChange.Removed(THREE)),
        members("promote", new GroupChange.Promoted(THREE)),
        members("demote", new GroupChange.Demoted(THREE)),
        members("modify", new GroupChange.Renumbered(THREE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("payloads")
  void payloadsAreAsDocumented(String label, InstanceEvent event, String expected) {
    byte[] data =
        new EvolutionRenderer("http://127.0.0.1:8080", new QrImage(Rgb.parse("#198754")), true)
            .data(new InstanceId(new UUID(1, 2)), new InstanceName("shop"), event);
    assertEquals(expected.replace('\'', '"'), new String(data, StandardCharsets.UTF_8));
  }
}
