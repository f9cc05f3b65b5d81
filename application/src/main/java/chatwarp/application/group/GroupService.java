package chatwarp.application.group;

import chatwarp.application.instance.InstanceHandle;
import chatwarp.application.instance.InstanceManager;
import chatwarp.application.memory.RecentMap;
import chatwarp.application.message.MediaSource;
import chatwarp.application.message.ProfilePictures;
import chatwarp.application.message.Recipient;
import chatwarp.application.message.Recipients;
import chatwarp.application.message.SendException;
import chatwarp.domain.model.GroupDraft;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.GroupSetting;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.JoinRequest;
import chatwarp.domain.model.ParticipantAction;
import chatwarp.domain.model.ParticipantResult;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.GroupJoin;
import chatwarp.domain.port.SessionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Groups over the running instance. */
public final class GroupService implements Groups {
  private static final int REMEMBERED = 10_000;

  private record Chat(InstanceId instance, GroupJid group) {}

  private final RecentMap<Chat, String> subjects = new RecentMap<>(REMEMBERED);
  private final InstanceManager instances;
  private final ConversationRepository conversations;
  private final Recipients recipients;
  private final ProfilePictures pictures;

  public GroupService(
      InstanceManager instances,
      ConversationRepository conversations,
      Recipients recipients,
      ProfilePictures pictures) {
    this.instances = instances;
    this.conversations = conversations;
    this.recipients = recipients;
    this.pictures = pictures;
  }

  /** Asks WhatsApp something; that there is no connection is said as for messages. */
  private <T> T ask(InstanceName name, Function<InstanceHandle, T> question) {
    InstanceHandle instance = instances.handle(name);
    try {
      return question.apply(instance);
    } catch (SessionException.NotConnected e) {
      throw new SendException.NotConnected(e);
    }
  }

  private void tell(InstanceName name, Consumer<InstanceHandle> order) {
    ask(
        name,
        instance -> {
          order.accept(instance);
          return true;
        });
  }

  @Override
  public GroupCreated create(InstanceName name, NewGroup asked) {
    return ask(
        name,
        instance -> {
          Recipients.Resolved people = recipients.resolveAll(instance, asked.participants());
          GroupMetadata made = instance.groups().create(draft(asked, people.people()));
          if (asked.promote() && !people.people().isEmpty()) {
            instance
                .groups()
                .change(made.id(), ParticipantAction.PROMOTE, members(made, people.people()));
            made = instance.groups().metadata(made.id());
          }
          return new GroupCreated(made, people.unknown());
        });
  }

  /** A chat of a group is called like the group; told once for each new subject. */
  private GroupMetadata named(InstanceHandle instance, GroupMetadata group) {
    Chat chat = new Chat(instance.id(), group.id());
    if (!subjects.get(chat).equals(Optional.of(group.subject()))) {
      subjects.put(chat, group.subject());
      instance.nameChat(group.id(), group.subject());
    }
    return group;
  }

  private static GroupDraft draft(NewGroup asked, List<UserJid> people) {
    return new GroupDraft(
        asked.subject(),
        people,
        asked.description(),
        asked.announce(),
        asked.locked(),
        asked.community(),
        asked.parent(),
        asked.disappearing());
  }

  /** Those of these people who came in; not everybody can be added. */
  private static List<UserJid> members(GroupMetadata group, List<UserJid> people) {
    return people.stream()
        .flatMap(person -> group.member(person).stream())
        .map(GroupParticipant::jid)
        .toList();
  }

  @Override
  public GroupMetadata metadata(InstanceName name, GroupJid group) {
    return ask(name, instance -> named(instance, instance.groups().metadata(group)));
  }

  @Override
  public List<GroupMetadata> all(InstanceName name) {
    return ask(
        name,
        instance -> instance.groups().all().stream().map(group -> named(instance, group)).toList());
  }

  @Override
  public List<Member> members(InstanceName name, GroupJid group) {
    return ask(name, instance -> named(instance, instance.groups().metadata(group).participants()));
  }

  private List<Member> named(InstanceHandle instance, List<GroupParticipant> all) {
    Map<UserJid, String> names =
        conversations.contactNames(
            instance.id(), all.stream().flatMap(GroupService::addresses).toList());
    return all.stream().map(member -> new Member(member, name(names, member))).toList();
  }

  private static Stream<UserJid> addresses(GroupParticipant member) {
    return Stream.concat(
        Stream.of(member.jid()), Stream.concat(member.phone().stream(), member.lid().stream()));
  }

  private static Optional<String> name(Map<UserJid, String> names, GroupParticipant member) {
    return addresses(member)
        .flatMap(address -> Optional.ofNullable(names.get(address)).stream())
        .findFirst();
  }

  @Override
  public MembersChanged change(
      InstanceName name, GroupJid group, ParticipantAction action, List<Recipient> people) {
    return withPeople(
        name, people, (instance, known) -> instance.groups().change(group, action, known));
  }

  /** Does something to people. */
  private interface Deed {
    List<ParticipantResult> to(InstanceHandle instance, List<UserJid> people);
  }

  private MembersChanged withPeople(InstanceName name, List<Recipient> people, Deed deed) {
    return ask(
        name,
        instance -> {
          Recipients.Resolved known = recipients.resolveAll(instance, people);
          List<ParticipantResult> results =
              known.people().isEmpty() ? List.of() : deed.to(instance, known.people());
          return new MembersChanged(results, known.unknown());
        });
  }

  @Override
  public void subject(InstanceName name, GroupJid group, String subject) {
    tell(name, instance -> instance.groups().subject(group, subject));
  }

  @Override
  public void description(InstanceName name, GroupJid group, Optional<String> text) {
    tell(name, instance -> instance.groups().description(group, text));
  }

  @Override
  public void picture(InstanceName name, GroupJid group, Optional<MediaSource> picture) {
    tell(name, instance -> pictures.show(instance, Optional.of(group), picture));
  }

  @Override
  public void setting(InstanceName name, GroupJid group, GroupSetting setting) {
    tell(name, instance -> instance.groups().setting(group, setting));
  }

  @Override
  public void disappearing(InstanceName name, GroupJid group, Optional<Duration> timer) {
    tell(name, instance -> instance.groups().disappearing(group, timer));
  }

  @Override
  public String inviteCode(InstanceName name, GroupJid group) {
    return ask(name, instance -> instance.groups().inviteCode(group));
  }

  @Override
  public String revokeInvite(InstanceName name, GroupJid group) {
    return ask(name, instance -> instance.groups().revokeInvite(group));
  }

  @Override
  public GroupMetadata inviteInfo(InstanceName name, String code) {
    return ask(name, instance -> instance.groups().inviteInfo(code));
  }

  @Override
  public GroupJoin join(InstanceName name, String code) {
    return ask(name, instance -> instance.groups().join(code));
  }

  @Override
  public GroupJoin join(
      InstanceName name, GroupJid group, String code, Instant expiration, Recipient inviter) {
    return ask(
        name,
        instance -> {
          UserJid person = person(instance, inviter);
          return instance.groups().join(group, code, expiration, person);
        });
  }

  private UserJid person(InstanceHandle instance, Recipient inviter) {
    if (!(recipients.resolve(instance, inviter) instanceof UserJid person)) {
      throw new InvalidValueException("inviter", "is not a person");
    }
    return person;
  }

  @Override
  public GroupMetadata inviteInfo(
      InstanceName name, GroupJid group, String code, Instant expiration, Recipient inviter) {
    return ask(
        name,
        instance -> {
          UserJid person = person(instance, inviter);
          return instance.groups().inviteInfo(group, code, expiration, person);
        });
  }

  @Override
  public MembersChanged revokeInvites(InstanceName name, GroupJid group, List<Recipient> people) {
    return withPeople(
        name, people, (instance, known) -> instance.groups().revokeInvites(group, known));
  }

  @Override
  public void leave(InstanceName name, GroupJid group) {
    tell(name, instance -> instance.groups().leave(List.of(group)));
  }

  @Override
  public List<JoinRequest> joinRequests(InstanceName name, GroupJid group) {
    return ask(name, instance -> instance.groups().joinRequests(group));
  }

  @Override
  public MembersChanged answerJoinRequests(
      InstanceName name, GroupJid group, boolean approve, List<Recipient> people) {
    return withPeople(
        name,
        people,
        (instance, known) -> instance.groups().answerJoinRequests(group, approve, known));
  }

  @Override
  public void cancelJoinRequest(InstanceName name, GroupJid group) {
    tell(name, instance -> instance.groups().cancelJoinRequest(group));
  }

  @Override
  public List<Member> everybody(InstanceName name, GroupJid community) {
    return ask(name, instance -> named(instance, instance.groups().everybody(community)));
  }

  @Override
  public GroupMetadata subGroup(InstanceName name, GroupJid community, GroupJid group) {
    return ask(name, instance -> instance.groups().subGroup(community, group));
  }

  @Override
  public GroupJoin joinSubGroup(InstanceName name, GroupJid community, GroupJid group) {
    return ask(name, instance -> instance.groups().joinSubGroup(community, group));
  }

  @Override
  public List<GroupMetadata> subGroups(InstanceName name, GroupJid community) {
    return ask(name, instance -> instance.groups().subGroups(community));
  }

  @Override
  public Map<GroupJid, Integer> link(
      InstanceName name, GroupJid community, List<GroupJid> children) {
    return ask(name, instance -> instance.groups().link(community, children));
  }

  @Override
  public Map<GroupJid, Integer> unlink(
      InstanceName name, GroupJid community, List<GroupJid> children) {
    return ask(name, instance -> instance.groups().unlink(community, children));
  }

  @Override
  public void deactivate(InstanceName name, GroupJid community) {
    tell(name, instance -> instance.groups().deactivate(community));
  }
}
