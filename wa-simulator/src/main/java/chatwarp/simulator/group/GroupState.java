package chatwarp.simulator.group;

import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.account.DeviceHash;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may change of a group. Belongs to whoever is inside {@link Group#with}, and is never kept
 * beyond it.
 */
public final class GroupState {
  /** Device lists that members may still believe in, because news of a change takes its time. */
  private static final int REMEMBERED_HASHES = 64;

  private final Map<Account, GroupRole> members = new LinkedHashMap<>();
  private final Map<Account, JoinRequest> requests = new LinkedHashMap<>();
  private final Map<Account, Invitation> invitations = new LinkedHashMap<>();
  private final Set<GroupSwitch> switches = EnumSet.noneOf(GroupSwitch.class);
  private final ArrayDeque<String> hashes = new ArrayDeque<>();
  private final Set<String> revokedCodes = new HashSet<>();
  private Subject subject;
  private @Nullable Description description;
  private Community community = new Community.None();
  private String inviteCode;
  private int ephemeralSeconds;
  private boolean everybodyAdds;
  private boolean everybodyInvites;
  private boolean approval;

  GroupState(Subject subject, String inviteCode) {
    this.subject = subject;
    this.inviteCode = inviteCode;
  }

  /** Everybody in it, in the order they came. */
  public List<Account> members() {
    return List.copyOf(members.keySet());
  }

  public boolean has(Account account) {
    return members.containsKey(account);
  }

  /** What somebody is in it; empty when they are not in it. */
  public Optional<GroupRole> role(Account account) {
    return Optional.ofNullable(members.get(account));
  }

  public boolean isAdmin(Account account) {
    return role(account).filter(GroupRole::isAdmin).isPresent();
  }

  public int size() {
    return members.size();
  }

  /** Adds somebody, or gives a member another role; a request of theirs is settled by that. */
  public void put(Account account, GroupRole role) {
    members.put(account, role);
    requests.remove(account);
    invitations.remove(account);
  }

  /** Removes somebody; false when they were not in it. */
  public boolean remove(Account account) {
    return members.remove(account) != null;
  }

  /** All devices of all members. */
  public List<Device> devices() {
    return members.keySet().stream().flatMap(account -> account.devices().stream()).toList();
  }

  /** The hash of the devices there are now; it counts as known from here on (05 §2). */
  public String hash(boolean byLid) {
    String now = DeviceHash.of(devices(), byLid);
    if (!hashes.contains(now)) {
      hashes.addLast(now);
      if (hashes.size() > REMEMBERED_HASHES) {
        hashes.removeFirst();
      }
    }
    return now;
  }

  /** Whether the devices ever had this hash, as far as that is remembered. */
  public boolean hadHash(String hash) {
    return hashes.contains(hash);
  }

  public Subject subject() {
    return subject;
  }

  public void subject(Subject next) {
    subject = next;
  }

  public Optional<Description> description() {
    return Optional.ofNullable(description);
  }

  public void description(Optional<Description> next) {
    description = next.orElse(null);
  }

  public boolean is(GroupSwitch one) {
    return switches.contains(one);
  }

  public void flip(GroupSwitch one, boolean on) {
    if (on) {
      switches.add(one);
    } else {
      switches.remove(one);
    }
  }

  /** How long messages stay; 0 for ever. */
  public int ephemeralSeconds() {
    return ephemeralSeconds;
  }

  public void ephemeralSeconds(int seconds) {
    ephemeralSeconds = seconds;
  }

  /** Whether members may add others; otherwise admins only. */
  public boolean everybodyAdds() {
    return everybodyAdds;
  }

  public void everybodyAdds(boolean on) {
    everybodyAdds = on;
  }

  /** Whether members may see the invite link; otherwise admins only. */
  public boolean everybodyInvites() {
    return everybodyInvites;
  }

  public void everybodyInvites(boolean on) {
    everybodyInvites = on;
  }

  /** Whether an admin has to let in who comes by the link. */
  public boolean approval() {
    return approval;
  }

  public void approval(boolean on) {
    approval = on;
  }

  public Community community() {
    return community;
  }

  public void community(Community next) {
    community = next;
  }

  /** Whether it is a community itself; nobody writes into one. */
  public boolean isParent() {
    return community instanceof Community.Parent;
  }

  public String inviteCode() {
    return inviteCode;
  }

  /** Makes the present code worthless. */
  public void inviteCode(String next) {
    revokedCodes.add(inviteCode);
    inviteCode = next;
  }

  /** Whether a code let people in once. */
  boolean revoked(String code) {
    return revokedCodes.contains(code);
  }

  /** Who asks to be let in, in the order they came. */
  public Map<Account, JoinRequest> requests() {
    return new LinkedHashMap<>(requests);
  }

  /** Notes that somebody asks; false when they did already. */
  public boolean request(Account account, JoinRequest request) {
    return requests.putIfAbsent(account, request) == null;
  }

  /** Settles a request; false when there was none. */
  public boolean settle(Account account) {
    return requests.remove(account) != null;
  }

  public Optional<Invitation> invitation(Account account) {
    return Optional.ofNullable(invitations.get(account));
  }

  public void invite(Account account, Invitation invitation) {
    invitations.put(account, invitation);
  }

  /** Takes an invitation back; false when there was none. */
  public boolean disinvite(Account account) {
    return invitations.remove(account) != null;
  }

  /** Who becomes admin when the last one has gone: whoever has been in it longest. */
  public Optional<Account> heir() {
    boolean led = members.values().stream().anyMatch(GroupRole::isAdmin);
    return led ? Optional.empty() : members.keySet().stream().findFirst();
  }

  /** Says nothing of who or what it is about. */
  @Override
  public String toString() {
    return "GroupState[redacted]";
  }
}
