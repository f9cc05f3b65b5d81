package chatwarp.simulator.phone;

import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.admin.Phones;
import chatwarp.simulator.admin.RefusedException;
import chatwarp.simulator.exchange.Exchange;
import chatwarp.simulator.pairing.PairingDesk;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** The phones as the admin API sees them. Waits for the phones' work; safe from any thread. */
public final class PhoneControl implements Phones {
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private final AllPhones phones;

  PhoneControl(AllPhones phones) {
    this.phones = phones;
  }

  /**
   * Gives every account a phone, from now on, and takes them in hand.
   *
   * @param random must be safe from any thread
   * @param threads runs the phones' work; virtual threads are right
   */
  public static PhoneControl over(
      Accounts accounts,
      PairingDesk desk,
      Exchange exchange,
      InstantSource clock,
      RandomGenerator random,
      Executor threads) {
    AllPhones phones = new AllPhones(accounts, desk, exchange, clock, random, threads);
    accounts.listen(phones);
    return new PhoneControl(phones);
  }

  /** The phones themselves, for tests in the same process. */
  public AllPhones phones() {
    return phones;
  }

  @Override
  public Account scan(String qr, Optional<UserJid> phone) {
    try {
      return phone
          .map(number -> phones.scan(phone(number), qr, ScanFault.NONE))
          .orElseGet(() -> phones.scan(qr, ScanFault.NONE))
          .account();
    } catch (PairingRefusedException e) {
      throw refused(BAD_REQUEST, "qr", e);
    }
  }

  @Override
  public Account typeCode(UserJid phone, String code) {
    try {
      return phones.typeCode(phone, code).account();
    } catch (PairingRefusedException e) {
      throw refused(BAD_REQUEST, "code", e);
    }
  }

  @Override
  public Account create(Optional<String> number, String name) {
    try {
      return number
          .map(digits -> phones.activeByNumber(digits, name))
          .orElseGet(() -> phones.activeByName(name))
          .account();
    } catch (IllegalArgumentException e) {
      throw refused(BAD_REQUEST, "number", e);
    }
  }

  @Override
  public String send(UserJid phone, UserJid to, String text) {
    Phone sender = phone(phone);
    try {
      return sender.sendText(to, text).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UnknownRecipientException unknown) {
        throw refused(NOT_FOUND, "to", unknown);
      }
      throw e;
    }
  }

  @Override
  public void online(UserJid phone) {
    done(phone(phone).goOnline());
  }

  @Override
  public void offline(UserJid phone) {
    done(phone(phone).goOffline());
  }

  @Override
  public List<Received> inbox(UserJid phone) {
    return phone(phone).inbox().entries().stream().map(PhoneControl::received).toList();
  }

  private static Received received(InboxEntry entry) {
    return new Received(
        entry.id(),
        entry.from().toString(),
        entry.chat().toString(),
        entry.sentAt(),
        entry.text(),
        entry.failure().map(Unreadable::name));
  }

  private Phone phone(UserJid number) {
    return phones
        .find(number)
        .orElseThrow(() -> new RefusedException(NOT_FOUND, "phone", "no account has this number"));
  }

  private static void done(CompletableFuture<Void> work) {
    work.join();
  }

  private static RefusedException refused(int status, String field, RuntimeException cause) {
    RefusedException refused =
        new RefusedException(status, field, String.valueOf(cause.getMessage()));
    refused.initCause(cause);
    return refused;
  }
}
