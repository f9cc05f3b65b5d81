package chatwarp.simulator.account;

/**
 * Hears what happens to accounts; the phones are behind it. Called without locks on whatever thread
 * made it happen, so it must return at once.
 */
public interface AccountListener {

  /** An account came to exist; its phone should leave prekeys and go online. */
  void created(Account account);

  /** A companion proved its pairing and may log in. */
  void linked(Device companion);

  /** A companion is past its offline backlog; after each login. */
  void online(Device companion);

  /** A companion was removed. */
  void unlinked(Device companion);
}
