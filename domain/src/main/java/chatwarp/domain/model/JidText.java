package chatwarp.domain.model;

import java.util.Optional;

/** The one place that knows the text form of addresses. */
final class JidText {
  private static final int MAX_LENGTH = 512;

  private JidText() {}

  static Jid parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidValueException("jid", "is longer than " + MAX_LENGTH + " characters");
    }
    int at = text.indexOf('@');
    if (at <= 0) {
      String server = at == 0 ? text.substring(1) : text;
      return new ServerJid(server);
    }
    String user = text.substring(0, at);
    String server = text.substring(at + 1);
    Optional<UserServer> known = UserServer.ofText(server);
    if (known.isPresent()) {
      return person(user, known.get());
    }
    return switch (server) {
      case GroupJid.SERVER -> new GroupJid(user);
      case BroadcastJid.SERVER -> new BroadcastJid(user);
      case NewsletterJid.SERVER -> new NewsletterJid(user);
      default -> other(user, server);
    };
  }

  private static Jid person(String text, UserServer server) {
    int colon = text.indexOf(':');
    String user = colon < 0 ? text : text.substring(0, colon);
    int device = colon < 0 ? 0 : device(text.substring(colon + 1));
    int dot = user.indexOf('.');
    UserJid bare = new UserJid(dot < 0 ? user : user.substring(0, dot), server);
    return device == 0 ? bare : new DeviceJid(bare, device);
  }

  private static Jid other(String text, String server) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new OtherJid(text, server, 0, 0)
        : new OtherJid(text.substring(0, colon), server, device(text.substring(colon + 1)), 0);
  }

  private static int device(String digits) {
    if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(JidText::isDigit)) {
      throw new InvalidValueException("jid", "has a device that is not a number");
    }
    return Integer.parseInt(digits);
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Like {@link #requireUser}, and no dot: in a person's address it begins a legacy agent. */
  static void requirePerson(String user) {
    require(user, "user", '.');
  }

  static void requireUser(String user, String kind) {
    require(user, kind, '@');
  }

  private static void require(String user, String kind, char forbidden) {
    if (user.isEmpty()) {
      throw new InvalidValueException("jid", "has no " + kind);
    }
    // Addresses are made for every stanza that comes in: a plain loop, ten times a stream's speed.
    for (int i = 0; i < user.length(); i++) {
      char c = user.charAt(i);
      if (c == '@' || c == ':' || c <= ' ' || c == forbidden) {
        throw new InvalidValueException("jid", "has a forbidden character");
      }
    }
  }
}
