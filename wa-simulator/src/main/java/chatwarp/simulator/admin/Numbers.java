package chatwarp.simulator.admin;

import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;

/** Reads people out of requests: bare digits, or an address by number or LID. */
final class Numbers {
  private Numbers() {}

  static UserJid person(String field, String text) {
    String digits = text.startsWith("+") ? text.substring(1) : text;
    if (digits.matches("[1-9][0-9]{6,14}")) {
      return UserJid.phone(digits);
    }
    try {
      return switch (Jid.parse(text)) {
        case UserJid user -> user;
        case DeviceJid device -> device.owner();
        default -> throw new RefusedException(400, field, "must be a person");
      };
    } catch (InvalidValueException e) {
      throw new RefusedException(400, field, "must be a phone number or a person's JID");
    }
  }

  /** A person, or a group by its JID. */
  static Jid chat(String field, String text) {
    return text.endsWith("@" + GroupJid.SERVER)
        ? PhoneLookup.address(field, text)
        : person(field, text);
  }

  /** A phone number; an address by LID will not do. */
  static UserJid phone(String field, String text) {
    UserJid person = person(field, text);
    if (person.isLid() || !person.user().matches("[1-9][0-9]{6,14}")) {
      throw new RefusedException(400, field, "must be a phone number of 7 to 15 digits");
    }
    return person;
  }
}
