package chatwarp.adapters.http.evolution;

import chatwarp.application.message.Recipient;
import chatwarp.domain.model.UserJid;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The accounts a phone number may mean. Brazil, Mexico and Argentina put a digit into mobile
 * numbers that accounts have or have not, depending on their age (evolution-v2 §4, rules 6 and 7).
 */
final class PhoneVariants {
  /** Length with country code and the extra digit, in all three countries. */
  private static final int LONG = 13;

  private PhoneVariants() {}

  /**
   * The number as given first, since the server confirms which one exists; the rule's guess as
   * fallback.
   */
  static Recipient.Phone of(String written, String digits) {
    Set<String> numbers = new LinkedHashSet<>();
    numbers.add(digits);
    numbers.add(guess(digits));
    numbers.addAll(others(digits));
    List<UserJid> candidates = new ArrayList<>();
    numbers.forEach(number -> candidates.add(UserJid.phone(number)));
    return new Recipient.Phone(written, candidates, UserJid.phone(guess(digits)));
  }

  private static String guess(String digits) {
    if (digits.length() != LONG) {
      return digits;
    }
    return switch (digits.substring(0, 2)) {
      case "52", "54" -> without(digits, 2);
      case "55" -> keepsNinthDigit(digits) ? digits : without(digits, 4);
      default -> digits;
    };
  }

  /** Areas below 31 kept the ninth digit, and landlines never got one. */
  private static boolean keepsNinthDigit(String digits) {
    return !isBrazilianMobile(digits.charAt(5)) || Integer.parseInt(digits.substring(2, 4)) < 31;
  }

  private static boolean isBrazilianMobile(char firstOfEight) {
    return firstOfEight >= '7';
  }

  private static List<String> others(String digits) {
    if (digits.length() == LONG) {
      return digits.startsWith("55")
              && digits.charAt(4) == '9'
              && isBrazilianMobile(digits.charAt(5))
          ? List.of(without(digits, 4))
          : List.of();
    }
    if (digits.length() != LONG - 1) {
      return List.of();
    }
    return switch (digits.substring(0, 2)) {
      case "52" -> List.of(with(digits, 2, '1'));
      case "54" -> List.of(with(digits, 2, '9'));
      // A landline has no longer twin: with a ninth digit it would be a stranger's mobile.
      case "55" -> isBrazilianMobile(digits.charAt(4)) ? List.of(with(digits, 4, '9')) : List.of();
      default -> List.of();
    };
  }

  private static String without(String digits, int index) {
    return digits.substring(0, index) + digits.substring(index + 1);
  }

  private static String with(String digits, int index, char digit) {
    return digits.substring(0, index) + digit + digits.substring(index);
  }
}
