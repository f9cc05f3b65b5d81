package chatwarp.adapters.http.evolution;

import chatwarp.application.message.Recipient;
import chatwarp.application.message.SendException;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.NewsletterJid;
import chatwarp.domain.model.UserJid;
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

  /** Addresses that messages have: of people, groups, channels, broadcast lists and the status. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\d+(\\.\\d+)?@(s\\.whatsapp\\.net|lid|hosted|hosted\\.lid)"
              + "|\\d+(-\\d+)?@g\\.us|\\d+@newsletter|(\\d+|status)@broadcast");

  /** A number as people write it, perhaps with the former server of people. */
  private static final Pattern NUMBER = Pattern.compile("[\\s+().:-]*\\d[\\d\\s+().:-]*(@c\\.us)?");

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
    return recipient("number", written);
  }

  /**
   * Who is meant by a member that names a chat or person, and is not asked whether they exist.
   *
   * @param member how the caller knows it, for example {@code key.remoteJid}
   * @throws InvalidValueException when it is neither an address nor a number
   */
  static Recipient named(String member, String written) {
    String text = written.strip();
    if (!isAddress(text) && !NUMBER.matcher(text).matches()) {
      throw notAnAddress(member);
    }
    return recipient(member, text);
  }

  /** The chat that a member names. */
  static Jid chat(String member, String written) {
    return switch (named(member, written)) {
      case Recipient.Address(Jid jid) -> jid;
      case Recipient.Phone phone -> phone.fallback();
    };
  }

  /** The person that a member names. */
  static UserJid person(String member, String written) {
    if (chat(member, written) instanceof UserJid person) {
      return person;
    }
    throw new InvalidValueException(member, "is not a person");
  }

  /** Who is meant by a member that is a number as that of a message is. */
  static Recipient recipient(String member, String written) {
    String text = DEVICE.matcher(written.strip()).replaceAll("");
    if (isAddress(text)) {
      return address(member, text);
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

  private static Recipient address(String member, String text) {
    if (!ADDRESS.matcher(text).matches()) {
      throw notAnAddress(member);
    }
    return new Recipient.Address(Jid.parse(text).bare());
  }

  private static InvalidValueException notAnAddress(String member) {
    return new InvalidValueException(member, "is no JID");
  }

  private static boolean isAddress(String text) {
    return text.contains("@" + GroupJid.SERVER)
        || text.contains("@s.whatsapp.net")
        || text.contains("@lid")
        || text.contains("@hosted")
        || text.contains("@" + BroadcastJid.SERVER)
        || text.contains("@" + NewsletterJid.SERVER);
  }

  private static String before(String text, char mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }
}
