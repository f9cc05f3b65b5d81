package chatwarp.simulator.phone;

import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.signal.LocalIdentity;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.AccountListener;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Companion;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.exchange.Exchange;
import chatwarp.simulator.exchange.Violations;
import chatwarp.simulator.pairing.PairingDesk;
import chatwarp.simulator.pairing.PendingCompanion;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * All phones: one for every account, made with it. Listens to the accounts, and takes companions
 * from the pairing desk. Safe from any thread.
 */
public final class Phones implements AccountListener {
  private final Accounts accounts;
  private final PairingDesk desk;
  private final Exchange exchange;
  private final PhoneMedia media;
  private final Violations violations;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Executor threads;
  private final Map<Account, Phone> phones = new ConcurrentHashMap<>();
  private final Map<Device, Phone> computers = new ConcurrentHashMap<>();

  /**
   * Phones without accounts yet; register this as a listener of the accounts.
   *
   * @param random must be safe from any thread
   * @param threads runs the phones' work; virtual threads are right
   */
  public Phones(
      Accounts accounts,
      PairingDesk desk,
      Exchange exchange,
      PhoneMedia media,
      Violations violations,
      InstantSource clock,
      RandomGenerator random,
      Executor threads) {
    this.accounts = accounts;
    this.desk = desk;
    this.exchange = exchange;
    this.media = media;
    this.violations = violations;
    this.clock = clock;
    this.random = random;
    this.threads = threads;
  }

  /** The phone of an account, which is there as soon as the account is. */
  public Phone of(Account account) {
    return phones.computeIfAbsent(account, this::made);
  }

  /** The phone behind a number or a LID. */
  public Optional<Phone> find(Jid jid) {
    return accounts.find(jid).map(this::of);
  }

  /**
   * A phone that somebody holds in their hand: it answers for itself while its account has no
   * companion. The same name is the same phone again.
   */
  public Phone activeByName(String name) {
    return active(accounts.ofPushName(name));
  }

  /** Like {@link #activeByName}, under a number that is chosen by the caller. */
  public Phone activeByNumber(String digits, String name) {
    return active(accounts.ofNumber(digits, name));
  }

  private Phone active(Account account) {
    Phone phone = of(account);
    phone.activate();
    return phone;
  }

  /**
   * Scans a QR with the phone that belongs to the companion's push name (09 §1), or with a new one
   * when it has none.
   *
   * @throws PairingRefusedException when nobody shows this QR or its keys are not the companion's
   */
  public Phone scan(String qrText, ScanFault fault) {
    QrText qr = QrText.parse(qrText);
    PendingCompanion companion = waiting(qr);
    Account account = companion.pushName().map(accounts::ofPushName).orElseGet(accounts::anonymous);
    return link(of(account), companion, qr, fault);
  }

  /**
   * Scans a QR with a given phone.
   *
   * @throws PairingRefusedException when nobody shows this QR or its keys are not the companion's
   */
  public Phone scan(Phone phone, String qrText, ScanFault fault) {
    QrText qr = QrText.parse(qrText);
    return link(phone, waiting(qr), qr, fault);
  }

  private PendingCompanion waiting(QrText qr) {
    PendingCompanion companion =
        desk.byRef(qr.ref())
            .orElseThrow(() -> new PairingRefusedException("nobody shows this QR (any more)"));
    if (!companion.noiseKey().equals(qr.noiseKey())) {
      throw new PairingRefusedException("the QR's noise key is not the connection's");
    }
    if (!companion.identity().equals(qr.identityKey())) {
      throw new PairingRefusedException("the QR's identity key is not the connection's");
    }
    return companion;
  }

  private Phone link(Phone phone, PendingCompanion companion, QrText qr, ScanFault fault) {
    link(phone, companion, qr.advSecret(), fault);
    return phone;
  }

  private static void link(
      Phone phone, PendingCompanion companion, AdvSecret secret, ScanFault fault) {
    int device = phone.account().reserveDevice();
    // A companion's key index is its device id (09 §1).
    companion.link(
        phone.account(), device, phone.vouch(companion.identity(), device, secret, fault));
  }

  /**
   * Types a code that a companion shows into the phone with this number; the phone is made when the
   * number is new.
   *
   * @throws PairingRefusedException when no companion asked for this number, or the code is none; a
   *     wrong code shows only later, and then the companion is not linked (03 §4.2)
   */
  public Phone typeCode(UserJid number, String typed) {
    LinkCode code = LinkCode.parse(typed);
    PendingCompanion companion =
        desk.byCodeFor(number)
            .orElseThrow(
                () -> new PairingRefusedException("no companion asks for a code for this number"));
    byte[] hello =
        companion
            .codeHello()
            .orElseThrow(() -> new PairingRefusedException("the companion has gone"))
            .wrappedEphemeral();
    Phone phone = of(accounts.ofNumber(number.user(), ""));
    LinkCodePairing pairing = phone.answerCode(code, hello);
    companion.primaryHello(
        pairing.wrappedEphemeral(),
        pairing.identity(),
        (bundle, identity) -> {
          requireSame(identity, companion.identity());
          link(phone, companion, pairing.open(bundle, identity), ScanFault.NONE);
        });
    return phone;
  }

  private static void requireSame(PublicKey named, PublicKey registered) {
    if (!named.equals(registered)) {
      throw new PairingRefusedException("the companion finishes with another identity");
    }
  }

  @Override
  public void created(Account account) {
    of(account);
  }

  @Override
  public void linked(Device companion) {
    // It is greeted when it is online.
  }

  @Override
  public void online(Device companion) {
    of(companion.account()).greet(companion);
  }

  @Override
  public void unlinked(Device companion) {
    of(companion.account()).forget(companion);
    computers.remove(companion);
    computers.values().forEach(computer -> computer.unlinked(companion));
    phones.values().forEach(phone -> phone.unlinked(companion));
  }

  private Phone made(Account account) {
    if (account.pushName().isEmpty()) {
      // Companions learn their own name from the phone's messages, and Baileys wants one (09 §5).
      String number = account.phone().user();
      account.rename("Phone " + number.substring(number.length() - 4));
    }
    Device device = account.primary();
    PhonePreKeys preKeys = new PhonePreKeys(accounts.seed(), account, random);
    LocalIdentity identity = new LocalIdentity(account.identity(), account.registrationId());
    Phone phone = handset(device, identity, preKeys);
    phone.leavePreKeys();
    phone.start();
    return phone;
  }

  private Phone handset(Device device, LocalIdentity identity, PhonePreKeys preKeys) {
    Account account = device.account();
    PhoneKit kit =
        new PhoneKit(
            account,
            device,
            identity,
            accounts,
            new Line(exchange, device),
            new PhoneSessions(identity, preKeys, random),
            new PhoneSenderKeys(random),
            preKeys,
            media,
            violations,
            clock,
            random);
    return new Phone(kit, new AppStateKey(accounts.seed(), account), threads);
  }

  /**
   * Links a computer to a phone, both in this process: it has keys and sessions of its own, takes
   * what is for it, answers with receipts, and sends like a phone.
   */
  public Phone linkComputer(Phone phone) {
    Account account = phone.account();
    int id = account.reserveDevice();
    String name = account.phone().user() + ":" + id;
    CompanionKeys keys = new CompanionKeys(accounts.seed(), name);
    LocalIdentity identity = keys.identity();
    LinkAttempt attempt =
        phone.vouch(identity.identity().publicKey(), id, keys.secret(), ScanFault.NONE);
    byte[] vouched = attempt.confirm(keys.sign(attempt, random));
    Device device =
        account.link(
            id,
            identity.registrationId(),
            new Companion(keys.noiseKey(), identity.identity().publicKey(), vouched));
    Phone computer =
        handset(
            device, identity, new PhonePreKeys(accounts.seed(), name, identity.identity(), random));
    computers.put(device, computer);
    computer.behave(Manners.ACTIVE.speaking(Manners.Speaking.ALWAYS));
    computer.leavePreKeys();
    accounts.announceLinked(device);
    computer.start();
    return computer;
  }

  /** The computer in this process behind a device's address. */
  public Optional<Phone> computer(DeviceJid device) {
    return accounts.device(device).map(computers::get);
  }
}
