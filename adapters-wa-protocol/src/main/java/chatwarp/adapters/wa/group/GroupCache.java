package chatwarp.adapters.wa.group;

import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.StateKind;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.node.NodeDecoder;
import chatwarp.adapters.wa.node.NodeEncoder;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is known of groups, within a step; kept as the element that the server sends. */
public final class GroupCache {
  private static final StateKind<GroupMetadata> KIND =
      new StateKind<>() {
        @Override
        public StateSpace space() {
          return StateSpace.GROUP;
        }

        @Override
        public byte[] encode(GroupMetadata group) {
          return NodeEncoder.encode(GroupNode.write(group));
        }

        @Override
        public GroupMetadata decode(byte[] stored) {
          return GroupNode.read(NodeDecoder.decode(stored));
        }
      };

  private GroupCache() {}

  /** What is known of a group. */
  public static Optional<GroupMetadata> find(Step step, GroupJid group) {
    return step.read(KIND, group.user());
  }

  /** Forgets a group; it is asked for when next needed. */
  public static void forget(Step step, GroupJid group) {
    if (find(step, group).isPresent()) {
      step.delete(KIND, group.user());
    }
  }

  /** Keeps what the server told in full, and who is who in it. */
  static void renew(Step step, Collection<GroupMetadata> groups) {
    step.want(groups.stream().map(group -> KIND.key(group.id().user())).toList());
    List<GroupParticipant> people = new ArrayList<>();
    groups.forEach(group -> people.addAll(group.participants()));
    learn(step, people);
    for (GroupMetadata group : groups) {
      if (find(step, group.id()).filter(group::equals).isEmpty()) {
        step.put(KIND, group.id().user(), group);
      }
    }
  }

  /** Changes what is known of a group; one that is not known stays unknown. */
  static void change(Step step, GroupJid group, UnaryOperator<GroupMetadata> change) {
    find(step, group)
        .ifPresent(before -> {
          GroupMetadata after = change.apply(before);
          if (!after.equals(before)) {
            step.put(KIND, group.user(), after);
          }
        });
  }

  /** Notes which members' phone numbers and LIDs belong together. */
  static void learn(Step step, Collection<GroupParticipant> people) {
    Map<UserJid, UserJid> pairs = new LinkedHashMap<>();
    for (GroupParticipant person : people) {
      person.phone().or(person::lid).ifPresent(other -> pairs.put(person.jid(), other));
    }
    List<StateKey> keys = new ArrayList<>(2 * pairs.size());
    pairs.forEach((one, other) -> {
      keys.addAll(LidMap.keys(one));
      keys.addAll(LidMap.keys(other));
    });
    step.want(keys);
    pairs.forEach((one, other) -> LidMap.learn(step, one, other));
  }
}
