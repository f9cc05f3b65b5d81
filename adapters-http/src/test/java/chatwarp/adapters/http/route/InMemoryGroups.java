package chatwarp.adapters.http.route;

import chatwarp.application.group.GroupCreated;
import chatwarp.application.group.Groups;
import chatwarp.application.group.Member;
import chatwarp.application.group.MembersChanged;
import chatwarp.application.group.NewGroup;
import chatwarp.application.message.MediaSource;
import chatwarp.application.message.Recipient;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.GroupRole;
import chatwarp.domain.model.GroupSetting;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.JoinRequest;
import chatwarp.domain.model.ParticipantAction;
import chatwarp.domain.model.ParticipantResult;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.GroupJoin;
import chatwarp.domain.port.SessionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/** Groups that remember what was asked of them. */
final class InMemoryGroups implements Groups {
  static final GroupJid TEAM = new GroupJid("120363025246125486");
  static final UserJid ANA = UserJid.phone("5511988887777");

  /** What was asked, one line each. */
  String code = "F1EX5QZxO181L3TMVP31gY";

  final List<String> log = new CopyOnWriteArrayList<>();

  boolean connected = true;
  OptionalInt refusal = OptionalInt.empty();

  private void take(String line) {
    if (!connected) {
      throw new SessionException.NotConnected();
    }
    if (refusal.isPresent()) {
      throw new SessionException.Refused(refusal.getAsInt(), "refused");
    }
    log.add(line);
  }

  static GroupMetadata team(String subject) {
    return new GroupMetadata(
        TEAM,
        AddressingMode.PN,
        subject,
        Optional.empty(),
        Optional.of(Instant.ofEpochSecond(1_760_000_000)),
        Optional.of(Instant.ofEpochSecond(1_760_000_000)),
        Optional.of(ANA),
        Optional.empty(),
        Optional.empty(),
        1,
        false,
        false,
        true,
        false,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        List.of(
            new GroupParticipant(ANA, Optional.empty(), Optional.empty(), GroupRole.SUPER_ADMIN)));
  }

  @Override
  public GroupCreated create(InstanceName instance, NewGroup group) {
    take("create " + group.subject() + " " + group.participants().size());
    return new GroupCreated(team(group.subject()), List.of());
  }

  @Override
  public GroupMetadata metadata(InstanceName instance, GroupJid group) {
    take("metadata " + group);
    return team("Team");
  }

  @Override
  public List<GroupMetadata> all(InstanceName instance) {
    take("all");
    return List.of(team("Team"));
  }

  @Override
  public List<Member> members(InstanceName instance, GroupJid group) {
    take("members " + group);
    return List.of(new Member(team("Team").participants().getFirst(), Optional.of("Ana")));
  }

  @Override
  public MembersChanged change(
      InstanceName instance, GroupJid group, ParticipantAction action, List<Recipient> people) {
    take("change " + group + " " + action);
    return results(people);
  }

  private static MembersChanged results(List<Recipient> people) {
    List<ParticipantResult> results = new ArrayList<>();
    List<Recipient.Phone> unknown = new ArrayList<>();
    for (Recipient person : people) {
      if (person instanceof Recipient.Phone phone && phone.written().startsWith("999")) {
        unknown.add(phone);
      } else {
        results.add(
            new ParticipantResult((UserJid) InMemoryChats.address(person), 200, Optional.empty()));
      }
    }
    return new MembersChanged(results, unknown);
  }

  @Override
  public void subject(InstanceName instance, GroupJid group, String subject) {
    take("subject " + group + " " + subject);
  }

  @Override
  public void description(InstanceName instance, GroupJid group, Optional<String> text) {
    take("description " + group + " " + text.orElse("-"));
  }

  @Override
  public void picture(InstanceName instance, GroupJid group, Optional<MediaSource> picture) {
    take("picture " + group + " " + picture.map(p -> p.getClass().getSimpleName()).orElse("-"));
  }

  @Override
  public void setting(InstanceName instance, GroupJid group, GroupSetting setting) {
    take("setting " + group + " " + setting);
  }

  @Override
  public void disappearing(InstanceName instance, GroupJid group, Optional<Duration> timer) {
    take("disappearing " + group + " " + timer.map(Duration::toSeconds).orElse(0L));
  }

  @Override
  public String inviteCode(InstanceName instance, GroupJid group) {
    take("inviteCode " + group);
    return code;
  }

  @Override
  public String revokeInvite(InstanceName instance, GroupJid group) {
    take("revokeInvite " + group);
    return "G1EX5QZxO181L3TMVP31gY";
  }

  @Override
  public GroupMetadata inviteInfo(InstanceName instance, String code) {
    take("inviteInfo " + code);
    return team("Team");
  }

  @Override
  public GroupJoin join(InstanceName instance, String code) {
    take("join " + code);
    return new GroupJoin.Joined(TEAM);
  }

  @Override
  public GroupJoin join(
      InstanceName instance, GroupJid group, String code, Instant expiration, Recipient inviter) {
    take("accept " + group + " " + code);
    return new GroupJoin.Requested(group);
  }

  @Override
  public void leave(InstanceName instance, GroupJid group) {
    take("leave " + group);
  }

  @Override
  public List<JoinRequest> joinRequests(InstanceName instance, GroupJid group) {
    take("joinRequests " + group);
    return List.of(new JoinRequest(ANA, Optional.empty(), Optional.of("invite_link")));
  }

  @Override
  public MembersChanged answerJoinRequests(
      InstanceName instance, GroupJid group, boolean approve, List<Recipient> people) {
    take("answer " + group + " " + approve);
    return results(people);
  }

  @Override
  public List<GroupMetadata> subGroups(InstanceName instance, GroupJid community) {
    take("subGroups " + community);
    return List.of(team("Sub"));
  }

  @Override
  public Map<GroupJid, Integer> link(
      InstanceName instance, GroupJid community, List<GroupJid> groups) {
    take("link " + community);
    return codes(groups);
  }

  @Override
  public Map<GroupJid, Integer> unlink(
      InstanceName instance, GroupJid community, List<GroupJid> groups) {
    take("unlink " + community);
    return codes(groups);
  }

  private static Map<GroupJid, Integer> codes(List<GroupJid> groups) {
    Map<GroupJid, Integer> codes = new LinkedHashMap<>();
    groups.forEach(group -> codes.put(group, 200));
    return codes;
  }

  @Override
  public void deactivate(InstanceName instance, GroupJid community) {
    take("deactivate " + community);
  }

  @Override
  public GroupMetadata inviteInfo(
      InstanceName instance, GroupJid group, String code, Instant expiration, Recipient inviter) {
    take("inviteMessageInfo " + group + " " + code + " " + expiration.getEpochSecond());
    return team("Team");
  }

  @Override
  public MembersChanged revokeInvites(
      InstanceName instance, GroupJid group, List<Recipient> people) {
    take("revokeInvites " + group);
    return results(people);
  }

  @Override
  public void cancelJoinRequest(InstanceName instance, GroupJid group) {
    take("cancelJoinRequest " + group);
  }

  @Override
  public List<Member> everybody(InstanceName instance, GroupJid community) {
    take("everybody " + community);
    return List.of(new Member(team("Team").participants().getFirst(), Optional.of("Ana")));
  }

  @Override
  public GroupMetadata subGroup(InstanceName instance, GroupJid community, GroupJid group) {
    take("subGroup " + community + " " + group);
    return team("Sub");
  }

  @Override
  public GroupJoin joinSubGroup(InstanceName instance, GroupJid community, GroupJid group) {
    take("joinSubGroup " + community + " " + group);
    return new GroupJoin.Joined(group);
  }
}
