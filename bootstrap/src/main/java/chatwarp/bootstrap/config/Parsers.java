package chatwarp.bootstrap.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** How the text of a setting becomes a value; the exception's message is the reason shown. */
final class Parsers {
  private Parsers() {}

  static String text(String text) {
    return text;
  }

  static boolean flag(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off", "" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  static Function<String, Integer> number(int min, int max) {
    return text -> {
      int value;
      try {
        value = Integer.parseInt(text.strip());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("must be a whole number", e);
      }
      if (value < min || value > max) {
        throw new IllegalArgumentException("must be " + min + " to " + max);
      }
      return value;
    };
  }

  static double fraction(String text) {
    double value;
    try {
      value = Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a number", e);
    }
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("must be 0 to 1");
    }
    return value;
  }

  static Function<String, Duration> seconds(int max) {
    Function<String, Integer> number = number(0, max);
    return text -> Duration.ofSeconds(number.apply(text));
  }

  static Function<String, Duration> millis(int max) {
    Function<String, Integer> number = number(0, max);
    return text -> Duration.ofMillis(number.apply(text));
  }

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is not a path", e);
    }
  }

  static URI uri(String text) {
    try {
      return URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not an address", e);
    }
  }

  static List<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  static <T> Function<String, Optional<T>> optional(Function<String, T> parse) {
    return text -> text.isBlank() ? Optional.empty() : Optional.of(parse.apply(text));
  }
}
