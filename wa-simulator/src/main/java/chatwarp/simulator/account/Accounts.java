package chatwarp.simulator.account;

import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/**
 * Everybody there is. Numbers, LIDs and keys follow from the seed and the push name, so the same
 * names are the same people in every run (09 §1). Safe from any thread.
 */
public final class Accounts {
  /** Two-digit Brazilian area codes; with 55 and a nine-digit mobile number 13 digits in all. */
  private static final int[] AREAS = {11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 24, 27, 28};

  private final Seed seed;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, Account> byNumber = new ConcurrentHashMap<>();
  private final Map<String, Account> byLid = new ConcurrentHashMap<>();
  private final Map<String, Account> byPushName = new ConcurrentHashMap<>();
  private final List<AccountListener> listeners = new CopyOnWriteArrayList<>();

  public Accounts(Seed seed, InstantSource clock, RandomGenerator random) {
    this.seed = seed;
    this.clock = clock;
    this.random = random;
  }

  public Seed seed() {
    return seed;
  }

  /** Tells a listener of everything from now on. */
  public void listen(AccountListener listener) {
    listeners.add(listener);
  }

  /** The account of everybody who registers under this push name; made when it is new. */
  public Account ofPushName(String name) {
    Account known = byPushName.get(name);
    if (known != null) {
      return known;
    }
    Account account = ofNumber(freeNumber(name), name);
    Account earlier = byPushName.putIfAbsent(name, account);
    return earlier == null ? account : earlier;
  }

  /** An account under a number of its own, for somebody without a name. */
  public Account anonymous() {
    return ofNumber(freeNumber("anonymous " + random.nextLong()), "");
  }

  /**
   * The account with this number, made under this name when it is new.
   *
   * @param digits 7 to 15 digits, not beginning with 0
   */
  public Account ofNumber(String digits, String name) {
    if (!digits.matches("[1-9][0-9]{6,14}")) {
      throw new IllegalArgumentException("a phone number has 7 to 15 digits and no leading 0");
    }
    Account known = byNumber.get(digits);
    if (known != null) {
      return known;
    }
    Account made =
        new Account(
            UserJid.phone(digits),
            UserJid.lid(freeLid(digits)),
            name,
            AccountKeys.derived(seed, digits),
            AccountTraits.ofPushName(name),
            clock,
            random);
    Account earlier = byNumber.putIfAbsent(digits, made);
    if (earlier != null) {
      return earlier;
    }
    byLid.put(made.lid().user(), made);
    listeners.forEach(listener -> listener.created(made));
    return made;
  }

  /** The account of a person or of one of their devices, by number or LID. */
  public Optional<Account> find(Jid jid) {
    return switch (jid) {
      case UserJid user -> find(user);
      case DeviceJid device -> find(device.owner());
      default -> Optional.empty();
    };
  }

  private Optional<Account> find(UserJid user) {
    return Optional.ofNullable((user.isLid() ? byLid : byNumber).get(user.user()));
  }

  /** The linked device behind an address; a bare address is the phone. */
  public Optional<Device> device(Jid jid) {
    int id = jid instanceof DeviceJid device ? device.device() : 0;
    return find(jid).flatMap(account -> account.device(id));
  }

  /** Everybody, by number. */
  public List<Account> all() {
    Collection<Account> accounts = byNumber.values();
    return accounts.stream().sorted(Comparator.comparing(a -> a.phone().user())).toList();
  }

  /** Tells listeners that a companion was linked. */
  public void announceLinked(Device companion) {
    listeners.forEach(listener -> listener.linked(companion));
  }

  /** Tells listeners that a companion has caught up. */
  public void announceOnline(Device companion) {
    listeners.forEach(listener -> listener.online(companion));
  }

  /** Tells listeners that a companion is gone. */
  public void announceUnlinked(Device companion) {
    listeners.forEach(listener -> listener.unlinked(companion));
  }

  private String freeNumber(String name) {
    for (int attempt = 0; ; attempt++) {
      String label = "number " + attempt + " " + name;
      int area = AREAS[(int) seed.number("area " + label, AREAS.length)];
      String digits =
          String.format(Locale.ROOT, "55%d9%08d", area, seed.number(label, 100_000_000));
      if (!byNumber.containsKey(digits)) {
        return digits;
      }
    }
  }

  private String freeLid(String number) {
    for (int attempt = 0; ; attempt++) {
      long digits =
          100_000_000_000_000L + seed.number("lid " + attempt + number, 900_000_000_000_000L);
      String lid = Long.toString(digits);
      if (!byLid.containsKey(lid)) {
        return lid;
      }
    }
  }
}
