package chatwarp.adapters.http.evolution;

import chatwarp.application.message.Recipient;
import chatwarp.application.message.SendException;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.NewsletterJid;
import chatwarp.domain.model.OtherJid;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.UserJid;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a user writes into {@code number}: a phone number in any spelling, an old or new group id,
 * or an address (evolution-v2 §4, rules in the order of that section).
 */
public final class NumberText {
  private static final Pattern DEVICE = Pattern.compile(":\\d+");
  private static final Pattern DECORATION = Pattern.compile("[\\s+()]");
  private static final Pattern NOT_DIGIT = Pattern.compile("[^0-9]");
  private static final Pattern NOT_DIGIT_OR_DASH = Pattern.compile("[^0-9-]");

  /** Ids of old groups: the creator's number, a dash, the time. */
  private static final int OLD_GROUP_LENGTH = 24;

  /** No phone number is that long; group ids are. */
  private static final int GROUP_LENGTH = 18;

  private NumberText() {}

  /**
   * Who is meant.
   *
   * @throws SendException.NotOnWhatsApp when there is no digit in it
   * @throws InvalidValueException when it looks like an address and is none
   */
  public static Recipient recipient(String written) {
    String text = DEVICE.matcher(written.strip()).replaceAll("");
    if (isAddress(text)) {
      return address(text);
    }
    String plain = before(before(DECORATION.matcher(text).replaceAll(""), ':'), '@');
    if (plain.indexOf('-') >= 0 && plain.length() >= OLD_GROUP_LENGTH) {
      return new Recipient.Address(new GroupJid(NOT_DIGIT_OR_DASH.matcher(plain).replaceAll("")));
    }
    String digits = NOT_DIGIT.matcher(plain).replaceAll("");
    if (digits.length() >= GROUP_LENGTH) {
      return new Recipient.Address(new GroupJid(digits));
    }
    if (digits.isEmpty()) {
      throw new SendException.NotOnWhatsApp(written, "@s.whatsapp.net");
    }
    return PhoneVariants.of(written, digits);
  }

  private static Recipient address(String text) {
    Jid jid = Jid.parse(text).bare();
    if (jid instanceof ServerJid || jid instanceof OtherJid) {
      throw new InvalidValueException("number", "is not an address that messages can be sent to");
    }
    return new Recipient.Address(jid);
  }

  /** The person meant in a list of people; empty for anything that is not a person. */
  static Optional<UserJid> person(String written) {
    return switch (recipient(written)) {
      case Recipient.Phone phone -> Optional.of(phone.fallback());
      case Recipient.Address(UserJid user) -> Optional.of(user);
      case Recipient.Address _ -> Optional.empty();
    };
  }

  private static boolean isAddress(String text) {
    return text.contains("@" + GroupJid.SERVER)
        || text.contains("@s.whatsapp.net")
        || text.contains("@lid")
        || text.contains("@" + BroadcastJid.SERVER)
        || text.contains("@" + NewsletterJid.SERVER);
  }

  private static String before(String text, char mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }
}
