package chatwarp.simulator.exchange;

import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Device;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The misbehaviour planned by tests and not used up yet. Safe from any thread. */
public final class Faults {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Armed> armed = new ArrayList<>();

  /** What is armed, for whom. */
  public static final class Armed {
    private final UserJid phone;
    private final OptionalInt device;
    private final Fault fault;
    private int times;

    Armed(UserJid phone, OptionalInt device, Fault fault, int times) {
      this.phone = phone;
      this.device = device;
      this.fault = fault;
      this.times = times;
    }

    public Fault fault() {
      return fault;
    }

    boolean concerns(Device candidate) {
      if (!phone.equals(candidate.account().phone())) {
        return false;
      }
      return device.isPresent()
          ? device.getAsInt() == candidate.id()
          : !candidate.isPhone() || candidate.account().devices().size() == 1;
    }
  }

  /**
   * Plans a misbehaviour.
   *
   * @param device empty for the account's companions, or for its phone while it has none
   * @param times how often, at least once
   */
  public void arm(UserJid phone, OptionalInt device, Fault fault, int times) {
    lock.lock();
    try {
      armed.add(new Armed(phone, device, fault, times));
    } finally {
      lock.unlock();
    }
  }

  /** Uses up one planned misbehaviour of a kind. */
  public <F extends Fault> Optional<F> take(Device device, Class<F> kind) {
    return take(device, kind, _ -> true);
  }

  /** Uses up one planned misbehaviour of a kind that fits the moment. */
  public <F extends Fault> Optional<F> take(Device device, Class<F> kind, Predicate<F> fits) {
    lock.lock();
    try {
      Iterator<Armed> all = armed.iterator();
      while (all.hasNext()) {
        Armed next = all.next();
        if (kind.isInstance(next.fault)
            && next.concerns(device)
            && fits.test(kind.cast(next.fault))) {
          if (--next.times == 0) {
            all.remove();
          }
          return Optional.of(kind.cast(next.fault));
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets everything planned for an account. */
  public void clear(UserJid phone) {
    lock.lock();
    try {
      armed.removeIf(one -> one.phone.equals(phone));
    } finally {
      lock.unlock();
    }
  }
}
