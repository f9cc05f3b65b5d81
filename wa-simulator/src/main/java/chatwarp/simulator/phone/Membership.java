package chatwarp.simulator.phone;

import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Device;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A group as one phone knows it: who is in it, and which devices have the phone's sender key.
 * Belongs to the phone's executor.
 */
final class Membership {
  private final GroupJid group;
  private final boolean byLid;
  private final Set<Account> members = new LinkedHashSet<>();
  private final Set<Device> holders = new HashSet<>();

  Membership(GroupJid group, boolean byLid, List<Account> members) {
    this.group = group;
    this.byLid = byLid;
    this.members.addAll(members);
  }

  GroupJid group() {
    return group;
  }

  String mode() {
    return byLid ? "lid" : "pn";
  }

  /** An address in the manner of the group. */
  UserJid manner(Account account) {
    return byLid ? account.lid() : account.phone();
  }

  boolean byLid() {
    return byLid;
  }

  Set<Account> members() {
    return members;
  }

  boolean has(Account account) {
    return members.contains(account);
  }

  /** Everybody's devices. */
  List<Device> devices() {
    return members.stream().flatMap(account -> account.devices().stream()).toList();
  }

  /** The devices that can read what this phone sends next. */
  Set<Device> holders() {
    return holders;
  }
}
