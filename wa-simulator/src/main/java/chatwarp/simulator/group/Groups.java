package chatwarp.simulator.group;

import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Seed;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * All groups. Requests are worked off one after the other ({@link #exclusively}), because some
 * concern a community and its groups at once; messages hold no more than the group they are for.
 * Ids and invite codes follow from the seed and the order of creation. Safe from any thread.
 */
public final class Groups {
  private static final int CODE_LENGTH = 22;
  private static final String CODE_CHARACTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final Seed seed;
  private final ReentrantLock requests = new ReentrantLock();
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong codes = new AtomicLong();
  private final Map<GroupJid, Group> byJid = new ConcurrentHashMap<>();
  private volatile boolean byLid = true;

  public Groups(Seed seed) {
    this.seed = seed;
  }

  /** Does something to groups while no other request does. */
  public <T> T exclusively(Supplier<T> action) {
    requests.lock();
    try {
      return action.get();
    } finally {
      requests.unlock();
    }
  }

  /** Whether groups made from now on address their members by LID. */
  public boolean byLid() {
    return byLid;
  }

  public void byLid(boolean wanted) {
    byLid = wanted;
  }

  /** A new group with nobody but its creator in it. */
  public Group create(Account creator, String subject, Instant now) {
    long number = made.incrementAndGet();
    GroupJid jid =
        new GroupJid(
            "120363"
                + (100_000_000_000L
                    + seed.number("group " + number, 900_000_000L) * 1000
                    + number));
    GroupState state = new GroupState(new Subject(subject, creator, now), newCode());
    state.put(creator, GroupRole.SUPERADMIN);
    Group group = new Group(jid, byLid, creator, now, state);
    byJid.put(jid, group);
    return group;
  }

  public Optional<Group> find(Jid jid) {
    return jid instanceof GroupJid group ? Optional.ofNullable(byJid.get(group)) : Optional.empty();
  }

  /** Forgets a group for good. */
  public void delete(Group group) {
    byJid.remove(group.jid());
  }

  /** Every group, by id. */
  public List<Group> all() {
    return byJid.values().stream()
        .sorted(Comparator.comparing((Group group) -> group.jid().user()))
        .toList();
  }

  /** The groups that somebody is in, by id. */
  public List<Group> of(Account account) {
    return all().stream().filter(group -> group.with(state -> state.has(account))).toList();
  }

  /** The groups that belong to a community, by id. */
  public List<Group> childrenOf(GroupJid parent) {
    return all().stream()
        .filter(group ->
            group.with(state ->
                state.community() instanceof Community.Child child
                    && child.parent().equals(parent)))
        .toList();
  }

  /** The group that an invite code leads to. */
  public Optional<Group> byCode(String code) {
    return all().stream()
        .filter(group -> group.with(state -> state.inviteCode().equals(code)))
        .findFirst();
  }

  /** Whether a code led somewhere once. */
  public boolean isRevoked(String code) {
    return all().stream().anyMatch(group -> group.with(state -> state.revoked(code)));
  }

  /** A code that nobody had before: letters and digits, as every link of the real ones has. */
  public String newCode() {
    byte[] bytes = seed.bytes("group invite " + codes.incrementAndGet(), CODE_LENGTH);
    StringBuilder code = new StringBuilder(CODE_LENGTH);
    for (byte b : bytes) {
      code.append(CODE_CHARACTERS.charAt((b & 0xFF) % CODE_CHARACTERS.length()));
    }
    return code.toString();
  }
}
