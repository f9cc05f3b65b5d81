package chatwarp.bootstrap.wiring;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What nobody should send anywhere, and what each kind of member has to answer to it. */
final class HostileValues {
  static final List<String> ALL =
      List.of(
          "null",
          "-1",
          "1e300",
          "12345678901234567890",
          "[]",
          "{}",
          "[[[]]]",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"" + "x".repeat(100_000) + "\"");

  /** What an operation answers to a value of a member. */
  enum Verdict {
    /** As if nothing were wrong. */
    TAKEN,
    /** 400 that names the member. */
    NAMED,
    /** 400 that gives the number back, as one without an account. */
    NO_ACCOUNT,
    /** 400, as the base64 of a large file. */
    TOO_LARGE,
    /** 404: WhatsApp knows no such invitation. */
    NO_INVITATION
  }

  /** Members that clients send as anything; what is no object is as good as absent. */
  static final Set<String> LENIENT = Set.of("quoted");

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=]+");

  private static final Set<String> FILES =
      Set.of("media", "video", "audio", "sticker", "thumbnailUrl", "picture", "image");

  private static final int LONGEST_TEXT = 65_536;

  /** Texts that are not free, by the last word of their path. */
  private static final Map<String, Predicate<String>> TEXTS =
      Map.ofEntries(
          Map.entry("id", HostileValues::none),
          Map.entry("remoteJid", HostileValues::none),
          Map.entry("remoteJidAlt", HostileValues::none),
          Map.entry("participant", HostileValues::none),
          Map.entry("groupJid", HostileValues::none),
          Map.entry("inviter", HostileValues::none),
          Map.entry("wuid", HostileValues::none),
          Map.entry("participants.0", HostileValues::none),
          Map.entry("numbers.0", HostileValues::none),
          Map.entry("mentioned.0", HostileValues::none),
          Map.entry("statusJidList.0", HostileValues::none),
          Map.entry("mediatype", HostileValues::none),
          Map.entry("type", HostileValues::none),
          Map.entry("action", HostileValues::none),
          Map.entry("answer", HostileValues::none),
          Map.entry("presence", HostileValues::none),
          Map.entry("source", HostileValues::none),
          Map.entry("reaction", HostileValues::none),
          Map.entry("backgroundColor", HostileValues::none),
          Map.entry("gte", HostileValues::none),
          Map.entry("lte", HostileValues::none),
          Map.entry("startTime", HostileValues::none),
          Map.entry("endTime", HostileValues::none),
          Map.entry("text", HostileValues::isShort),
          Map.entry("subject", HostileValues::isShort),
          Map.entry("messageType", Pattern.compile("\\w*").asMatchPredicate()),
          Map.entry("phoneNumber", text -> text.length() >= 10));

  /** Members that mean something else in one operation than in all others. */
  private static final Map<String, Predicate<String>> OF_ONE =
      Map.of(
          "/message/sendStatus content", HostileValues::isShort,
          "/group/sendInvite description", HostileValues::isShort,
          "/message/sendButtons buttons.0.id", HostileValues::any,
          "/message/sendTemplate components.0.text", HostileValues::any,
          "/message/sendTemplate components.0.type", HostileValues::any);

  /** Numbers that may be less than zero, or are no counts. */
  private static final Map<String, DoublePredicate> NUMBERS =
      Map.of(
          "latitude", degrees -> Math.abs(degrees) <= 90,
          "longitude", degrees -> Math.abs(degrees) <= 180,
          "speed", speed -> speed >= 0 && speed <= Float.MAX_VALUE);

  /** Lists that may be empty: a group of oneself, a vote taken back, a template of its name. */
  private static final Set<String> MAY_BE_EMPTY =
      Set.of(
          "/group/create participants",
          "/message/send content.values",
          "/message/sendTemplate components");

  private HostileValues() {}

  private static boolean none(String text) {
    return false;
  }

  private static boolean any(String text) {
    return true;
  }

  private static boolean isShort(String text) {
    return text.length() <= LONGEST_TEXT;
  }

  /**
   * The answer to a value.
   *
   * @param good what the member is in a body that is taken
   */
  static Verdict verdict(Operation operation, String path, JsonNode good, JsonNode value) {
    if (LENIENT.contains(path)) {
      return Verdict.TAKEN;
    }
    if (value.isString() && good.isString()) {
      return text(operation, path, value.stringValue());
    }
    boolean taken =
        switch (good) {
          case JsonNode number when number.isNumber() && value.isNumber() ->
              NUMBERS.getOrDefault(last(path), _ -> false).test(value.doubleValue());
          case JsonNode list when list.isArray() ->
              value.isArray()
                  && value.isEmpty()
                  && MAY_BE_EMPTY.contains(operation.path() + " " + path);
          case JsonNode object when object.isObject() ->
              value.isObject()
                  && operation.required().stream().noneMatch(name -> name.startsWith(path + "."));
          default -> false;
        };
    return taken ? Verdict.TAKEN : Verdict.NAMED;
  }

  private static Verdict text(Operation operation, String path, String text) {
    String last = last(path);
    if (last.equals("number")) {
      return Verdict.NO_ACCOUNT;
    }
    if (last.equals("inviteCode") && !path.startsWith("content")) {
      return Verdict.NO_INVITATION;
    }
    if (FILES.contains(last)) {
      return BASE64.matcher(text).matches() ? Verdict.TOO_LARGE : Verdict.NAMED;
    }
    Predicate<String> taken = TEXTS.getOrDefault(last, HostileValues::any);
    return OF_ONE.getOrDefault(operation.path() + " " + path, taken).test(text)
        ? Verdict.TAKEN
        : Verdict.NAMED;
  }

  /** The last word of a path, with the place in a list of texts. */
  private static String last(String path) {
    String[] steps = path.split("\\.", -1);
    String last = steps[steps.length - 1];
    return last.equals("0") ? steps[steps.length - 2] + ".0" : last;
  }
}
