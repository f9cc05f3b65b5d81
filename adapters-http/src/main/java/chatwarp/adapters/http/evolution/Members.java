package chatwarp.adapters.http.evolution;

import chatwarp.application.message.Recipient;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Members that many bodies share, once they have passed their schema. */
final class Members {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

  /** Stores hold no later one. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private Members() {}

  /** Who a message is for. */
  static Recipient recipient(JsonNode body) {
    return NumberText.recipient(body.path("number").stringValue());
  }

  /** A text that must be there. */
  static String text(JsonNode object, String name) {
    return object.path(name).stringValue("");
  }

  /** The key of a message that a body holds as its {@code key}. */
  static MessageKey key(JsonNode body) {
    return key("key.", body.path("key"));
  }

  /**
   * The key of a message: {@code id}, {@code remoteJid}, {@code fromMe}, {@code participant}.
   *
   * @param path what stands before the names of its members, for example {@code quoted.key.}
   */
  static MessageKey key(String path, JsonNode key) {
    String participantPath = path + "participant";
    Optional<UserJid> participant =
        Json.text(key, "participant").map(text -> NumberText.person(participantPath, text));
    return new MessageKey(
        NumberText.chat(path + "remoteJid", Members.text(key, "remoteJid")),
        Json.flag(key, "fromMe"),
        new MessageId(text(key, "id")),
        participant,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** People, none of whom is asked whether they exist; each is known to be written in digits. */
  static List<Recipient> people(JsonNode body, String name) {
    List<Recipient> people = new ArrayList<>();
    for (JsonNode item : body.path(name)) {
      String member = name + "[" + people.size() + "]";
      Recipient person = NumberText.named(member, item.stringValue());
      if (person instanceof Recipient.Address(Jid jid) && !(jid instanceof UserJid)) {
        throw new InvalidValueException(member, "is not a person");
      }
      people.add(person);
    }
    return people;
  }

  /** A time: ISO 8601, or seconds since 1970, as a number or as the text that events have it as. */
  static Optional<Instant> time(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    try {
      String text = value.isNumber() ? seconds(value) : value.stringValue("");
      Instant time =
          SECONDS.matcher(text).matches()
              ? Instant.ofEpochSecond(Long.parseLong(text))
              : OffsetDateTime.parse(text).toInstant();
      if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
        throw new InvalidValueException(name, "is not a time from 1970 to 9999");
      }
      return Optional.of(time);
    } catch (DateTimeException e) {
      throw new InvalidValueException(name, "is not a time");
    }
  }

  private static String seconds(JsonNode number) {
    return number.canConvertToExactIntegral() && number.canConvertToLong()
        ? String.valueOf(number.longValue())
        : "";
  }
}
