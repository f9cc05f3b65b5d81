package chatwarp.adapters.wa.device;

import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.UserServer;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Which phone number is which LID. Both name the same person; every place that takes one takes the
 * other.
 *
 * <p>Everything works within a step. What is kept: under {@code user@server}, the other user's
 * part.
 */
public final class LidMap {
  private static final StateKind<String> KIND =
      new StateKind<>() {
        @Override
        public StateSpace space() {
          return StateSpace.LID_MAP;
        }

        @Override
        public byte[] encode(String user) {
          return user.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] stored) {
          return new String(stored, StandardCharsets.UTF_8);
        }
      };

  private LidMap() {}

  /** The keys that {@link #other} reads for this person. */
  public static List<StateKey> keys(UserJid person) {
    return List.of(KIND.key(plain(person).toString()));
  }

  /** The person's other address: the LID of a phone number, the phone number of a LID. */
  public static Optional<UserJid> other(Step step, UserJid person) {
    UserJid known = plain(person);
    return step.read(KIND, known.toString())
        .map(user -> known.isLid() ? UserJid.phone(user) : UserJid.lid(user));
  }

  /** The person's LID, when known; the phone number else. */
  public static UserJid preferLid(Step step, UserJid person) {
    return person.isLid() ? plain(person) : other(step, person).orElse(plain(person));
  }

  /** The person's phone number, when known; the LID else. */
  public static UserJid preferPhone(Step step, UserJid person) {
    return person.isLid() ? other(step, person).orElse(plain(person)) : plain(person);
  }

  /** The device under its person's LID, when known. */
  public static DeviceJid preferLid(Step step, DeviceJid device) {
    return preferLid(step, device.owner()).device(device.device());
  }

  /** Whether two addresses name the same person, as far as is known. */
  public static boolean same(Step step, UserJid one, UserJid two) {
    return preferLid(step, one).equals(preferLid(step, two));
  }

  /**
   * Notes that these two are one person; nothing happens when that is known, or when they are not a
   * phone number and a LID.
   */
  public static void learn(Step step, UserJid one, UserJid two) {
    if (one.isLid() == two.isLid()) {
      return;
    }
    UserJid phone = plain(one.isLid() ? two : one);
    UserJid lid = plain(one.isLid() ? one : two);
    if (other(step, phone).filter(lid::equals).isEmpty()
        || other(step, lid).filter(phone::equals).isEmpty()) {
      step.put(KIND, phone.toString(), lid.user());
      step.put(KIND, lid.toString(), phone.user());
      step.fact(new SessionFact.LidLearned(phone, lid));
    }
  }

  /** The address on the person's own server: a hosted device's person is the same person. */
  public static UserJid plain(UserJid person) {
    return switch (person.kind()) {
      case PHONE, LID -> person;
      case HOSTED -> new UserJid(person.user(), UserServer.PHONE);
      case HOSTED_LID -> new UserJid(person.user(), UserServer.LID);
    };
  }
}
