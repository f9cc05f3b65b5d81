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
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Members that many bodies share, once they have passed their schema. */
final class Members {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

  private Members() {}

  /** Who a message is for. */
  static Recipient recipient(JsonNode body) {
    return NumberText.recipient(body.path("number").stringValue());
  }

  /** A text that must be there. */
  static String text(JsonNode object, String name) {
    return object.path(name).stringValue("");
  }

  /** The key of a message: {@code id}, {@code remoteJid}, {@code fromMe}, {@code participant}. */
  static MessageKey key(JsonNode key) {
    Optional<UserJid> participant =
        Json.text(key, "participant")
            .map(text -> NumberText.person(text).orElseThrow(Members::notAPerson));
    return new MessageKey(
        chat(Json.text(key, "remoteJid").orElse("")),
        Json.flag(key, "fromMe"),
        new MessageId(text(key, "id")),
        participant,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The chat that an address or number means. */
  static Jid chat(String written) {
    return switch (NumberText.recipient(written)) {
      case Recipient.Address(Jid jid) -> jid;
      case Recipient.Phone phone -> phone.fallback();
    };
  }

  /** A time: ISO 8601, or seconds since 1970, as a number or as the text that events have it as. */
  static Optional<Instant> time(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    try {
      if (value.isNumber()) {
        return Optional.of(Instant.ofEpochSecond(value.longValue()));
      }
      String text = value.stringValue("");
      return Optional.of(
          SECONDS.matcher(text).matches()
              ? Instant.ofEpochSecond(Long.parseLong(text))
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new InvalidValueException(name, "is not a time");
    }
  }

  private static InvalidValueException notAPerson() {
    return new InvalidValueException("participant", "is not a person");
  }
}
