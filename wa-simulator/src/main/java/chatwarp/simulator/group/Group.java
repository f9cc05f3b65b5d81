package chatwarp.simulator.group;

import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Device;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One group. What may change of it is its {@link GroupState}, given to one at a time: whoever
 * changes a group or writes to it holds it until everybody has been told, so all members see the
 * same order of changes and messages.
 */
public final class Group {
  private final GroupJid jid;
  private volatile boolean byLid;
  private final Account creator;
  private final Instant createdAt;
  private final ReentrantLock lock = new ReentrantLock();
  private final GroupState state;

  Group(GroupJid jid, boolean byLid, Account creator, Instant createdAt, GroupState state) {
    this.jid = jid;
    this.byLid = byLid;
    this.creator = creator;
    this.createdAt = createdAt;
    this.state = state;
  }

  public GroupJid jid() {
    return jid;
  }

  /** Whether members address each other by LID; otherwise by number. */
  public boolean byLid() {
    return byLid;
  }

  /** Members address each other this way from now on. */
  public void byLid(boolean wanted) {
    byLid = wanted;
  }

  /** The {@code addressing_mode}. */
  public String mode() {
    return byLid ? "lid" : "pn";
  }

  public Account creator() {
    return creator;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** Somebody's address in this group. */
  public UserJid name(Account account) {
    return byLid ? account.lid() : account.phone();
  }

  /** Somebody's other address. */
  public UserJid otherName(Account account) {
    return byLid ? account.phone() : account.lid();
  }

  /** A device's address in this group. */
  public DeviceJid name(Device device) {
    return byLid ? device.lid() : device.jid();
  }

  /** Does something with the group while nobody else does; the same thread may ask again. */
  public <T> T with(Function<GroupState, T> action) {
    lock.lock();
    try {
      return action.apply(state);
    } finally {
      lock.unlock();
    }
  }

  /** Says nothing of who or what it is about. */
  @Override
  public String toString() {
    return "Group[redacted]";
  }
}
