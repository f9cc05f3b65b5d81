package chatwarp.domain.contract;

import chatwarp.domain.event.GroupChange;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.GroupDescription;
import chatwarp.domain.model.GroupDraft;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.GroupRole;
import chatwarp.domain.model.GroupSetting;
import chatwarp.domain.model.ParticipantAction;
import chatwarp.domain.model.ParticipantResult;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The groups of the in-memory WhatsApp. Used under the server's lock only. */
final class InMemoryGroups {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  /** What a change did: who is told, and of what. */
  record Told(GroupJid group, UserJid author, List<UserJid> people, GroupChange change) {}

  private final Map<GroupJid, GroupMetadata> groups = new LinkedHashMap<>();
  private final Map<GroupJid, String> codes = new LinkedHashMap<>();
  private long made;

  GroupMetadata find(GroupJid id, UserJid asking) {
    GroupMetadata group = groups.get(id);
    if (group == null) {
      throw new SessionException.Refused(NOT_FOUND, "item-not-found");
    }
    if (group.member(asking).isEmpty()) {
      throw new SessionException.Refused(FORBIDDEN, "forbidden");
    }
    return group;
  }

  List<UserJid> members(GroupJid id) {
    return Optional.ofNullable(groups.get(id)).stream()
        .flatMap(group -> group.participants().stream())
        .map(GroupParticipant::jid)
        .toList();
  }

  List<GroupMetadata> of(UserJid person) {
    return groups.values().stream().filter(group -> group.member(person).isPresent()).toList();
  }

  GroupMetadata create(GroupDraft draft, UserJid owner, Instant now) {
    made++;
    List<GroupParticipant> people = new ArrayList<>();
    people.add(member(owner, GroupRole.SUPER_ADMIN));
    draft.participants().forEach(person -> people.add(member(person, GroupRole.MEMBER)));
    GroupMetadata group =
        new GroupMetadata(
            new GroupJid("12036300000000%04d".formatted(made)),
            AddressingMode.PN,
            draft.subject(),
            Optional.of(owner),
            Optional.of(now),
            Optional.of(now),
            Optional.of(owner),
            Optional.empty(),
            draft
                .description()
                .map(
                    text -> new GroupDescription("D1", text, Optional.of(owner), Optional.of(now))),
            people.size(),
            draft.announce(),
            draft.locked(),
            true,
            false,
            draft.community(),
            false,
            draft.parent(),
            draft.disappearing(),
            people);
    groups.put(group.id(), group);
    codes.put(group.id(), "CODE%018d".formatted(made));
    return group;
  }

  private static GroupParticipant member(UserJid person, GroupRole role) {
    return new GroupParticipant(person, Optional.empty(), Optional.empty(), role);
  }

  String code(GroupJid id, UserJid asking) {
    find(id, asking);
    return codes.getOrDefault(id, "");
  }

  String newCode(GroupJid id, UserJid asking) {
    requireAdmin(id, asking);
    made++;
    codes.put(id, "CODE%018d".formatted(made));
    return codes.getOrDefault(id, "");
  }

  GroupMetadata behind(String code) {
    return codes.entrySet().stream()
        .filter(entry -> entry.getValue().equals(code))
        .map(entry -> groups.get(entry.getKey()))
        .findFirst()
        .orElseThrow(() -> new SessionException.Refused(NOT_FOUND, "item-not-found"));
  }

  void requireAdmin(GroupJid id, UserJid asking) {
    if (find(id, asking).member(asking).filter(m -> m.role().isAdmin()).isEmpty()) {
      throw new SessionException.Refused(FORBIDDEN, "forbidden");
    }
  }

  List<ParticipantResult> change(
      GroupJid id, ParticipantAction action, List<UserJid> people, List<UserJid> accounts) {
    List<ParticipantResult> results = new ArrayList<>();
    for (UserJid person : people) {
      boolean member = members(id).contains(person);
      boolean adds = action == ParticipantAction.ADD;
      int code =
          adds && !accounts.contains(person) ? 404 : member == adds ? (adds ? 409 : 404) : 200;
      if (code == 200) {
        people(id, list -> changed(list, action, person));
      }
      results.add(new ParticipantResult(person, code, Optional.empty()));
    }
    return results;
  }

  private static List<GroupParticipant> changed(
      List<GroupParticipant> members, ParticipantAction action, UserJid person) {
    List<GroupParticipant> next = new ArrayList<>(members);
    switch (action) {
      case ADD -> next.add(member(person, GroupRole.MEMBER));
      case REMOVE -> next.removeIf(member -> member.is(person));
      case PROMOTE ->
          next.replaceAll(member -> member.is(person) ? member.withRole(GroupRole.ADMIN) : member);
      case DEMOTE ->
          next.replaceAll(member -> member.is(person) ? member.withRole(GroupRole.MEMBER) : member);
    }
    return next;
  }

  void people(GroupJid id, UnaryOperator<List<GroupParticipant>> change) {
    groups.computeIfPresent(
        id,
        (_, g) -> {
          List<GroupParticipant> next = change.apply(g.participants());
          return with(
              g, g.subject(), g.description(), g.announce(), g.locked(), g.disappearing(), next);
        });
  }

  void join(GroupJid id, UserJid person) {
    people(id, members -> changed(members, ParticipantAction.ADD, person));
  }

  void leave(GroupJid id, UserJid person) {
    people(id, members -> changed(members, ParticipantAction.REMOVE, person));
  }

  void subject(GroupJid id, String subject) {
    groups.computeIfPresent(
        id,
        (_, g) ->
            with(
                g,
                subject,
                g.description(),
                g.announce(),
                g.locked(),
                g.disappearing(),
                g.participants()));
  }

  void description(GroupJid id, Optional<GroupDescription> description) {
    groups.computeIfPresent(
        id,
        (_, g) ->
            with(
                g,
                g.subject(),
                description,
                g.announce(),
                g.locked(),
                g.disappearing(),
                g.participants()));
  }

  void setting(GroupJid id, GroupSetting setting) {
    groups.computeIfPresent(
        id,
        (_, g) -> {
          boolean announce =
              switch (setting) {
                case ANNOUNCEMENT -> true;
                case NOT_ANNOUNCEMENT -> false;
                default -> g.announce();
              };
          boolean locked =
              switch (setting) {
                case LOCKED -> true;
                case UNLOCKED -> false;
                default -> g.locked();
              };
          return with(
              g,
              g.subject(),
              g.description(),
              announce,
              locked,
              g.disappearing(),
              g.participants());
        });
  }

  void disappearing(GroupJid id, Optional<Duration> timer) {
    groups.computeIfPresent(
        id,
        (_, g) ->
            with(
                g,
                g.subject(),
                g.description(),
                g.announce(),
                g.locked(),
                timer,
                g.participants()));
  }

  private static GroupMetadata with(
      GroupMetadata g,
      String subject,
      Optional<GroupDescription> description,
      boolean announce,
      boolean locked,
      Optional<Duration> disappearing,
      List<GroupParticipant> people) {
    return new GroupMetadata(
        g.id(),
        g.addressing(),
        subject,
        g.subjectOwner(),
        g.subjectTime(),
        g.created(),
        g.owner(),
        g.ownerPhone(),
        description,
        people.size(),
        announce,
        locked,
        g.anyoneMayAdd(),
        g.joinApproval(),
        g.community(),
        g.announcementGroup(),
        g.parent(),
        disappearing,
        people);
  }

  Map<GroupJid, Integer> parent(List<GroupJid> children, Optional<GroupJid> parent) {
    Map<GroupJid, Integer> codes = new LinkedHashMap<>();
    for (GroupJid child : children) {
      GroupMetadata group = groups.get(child);
      codes.put(child, group == null ? NOT_FOUND : 200);
      if (group != null) {
        groups.put(child, under(group, parent));
      }
    }
    return codes;
  }

  private static GroupMetadata under(GroupMetadata g, Optional<GroupJid> parent) {
    return new GroupMetadata(
        g.id(),
        g.addressing(),
        g.subject(),
        g.subjectOwner(),
        g.subjectTime(),
        g.created(),
        g.owner(),
        g.ownerPhone(),
        g.description(),
        g.size(),
        g.announce(),
        g.locked(),
        g.anyoneMayAdd(),
        g.joinApproval(),
        g.community(),
        g.announcementGroup(),
        parent,
        g.disappearing(),
        g.participants());
  }

  List<GroupMetadata> under(GroupJid community) {
    return groups.values().stream()
        .filter(group -> group.parent().filter(community::equals).isPresent())
        .toList();
  }

  List<GroupParticipant> everybody(GroupJid community) {
    Map<UserJid, GroupParticipant> people = new LinkedHashMap<>();
    Stream.concat(Stream.of(community), under(community).stream().map(GroupMetadata::id))
        .flatMap(id -> Optional.ofNullable(groups.get(id)).stream())
        .flatMap(group -> group.participants().stream())
        .forEach(person -> people.putIfAbsent(person.jid(), person));
    return List.copyOf(people.values());
  }

  void remove(GroupJid id) {
    groups.remove(id);
    codes.remove(id);
  }
}
