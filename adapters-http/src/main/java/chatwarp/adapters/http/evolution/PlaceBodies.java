package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.Rules;
import chatwarp.adapters.http.evolution.schema.Schema;
import chatwarp.domain.content.CalendarEventContent;
import chatwarp.domain.content.EventReplyContent;
import chatwarp.domain.content.LiveLocationContent;
import chatwarp.domain.content.LocationContent;
import chatwarp.domain.model.InvalidValueException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies about places and times: locations, and appointments of our own. */
final class PlaceBodies {
  private static final int WHOLE_TURN = 360;

  /** The largest number that every JSON client writes exactly. */
  private static final long MOST_EXACT = (1L << 53) - 1;

  private static final Schema LOCATION =
      SendSchemas.withOptions(
          SendSchemas.numbered()
              .required("latitude", Rules.number())
              .required("longitude", Rules.number())
              .optional("name", Rules.string())
              .optional("address", Rules.string()));

  private static final Schema LIVE_LOCATION =
      SendSchemas.withOptions(
          SendSchemas.numbered()
              .required("latitude", Rules.number())
              .required("longitude", Rules.number())
              .optional("accuracy", Rules.between(0, Integer.MAX_VALUE))
              .optional("speed", Rules.decimal(0, Float.MAX_VALUE))
              .optional("heading", Rules.between(0, WHOLE_TURN))
              .optional("caption", Rules.string())
              .optional("sequence", Rules.between(0, MOST_EXACT))
              .optional("offset", Rules.between(0, Integer.MAX_VALUE)));

  private static final Schema EVENT =
      SendSchemas.withOptions(
          SendSchemas.numbered()
              .requiredNotEmpty("name", Rules.string())
              .required("startTime", Rules.stringOrNumber())
              .optional("endTime", Rules.stringOrNumber())
              .optional("description", Rules.string())
              .optional("joinLink", Rules.string())
              .optional("extraGuestsAllowed", Rules.bool())
              .optional("isCanceled", Rules.bool())
              .optional(
                  "location",
                  Schema.object()
                      .required("latitude", Rules.number())
                      .required("longitude", Rules.number())
                      .optional("name", Rules.string())
                      .optional("address", Rules.string())));

  private static final List<String> ANSWERS =
      Arrays.stream(EventReplyContent.Answer.values())
          .map(answer -> answer.name().toLowerCase(Locale.ROOT))
          .toList();

  private static final Schema EVENT_REPLY =
      SendSchemas.withOptions(
          SendSchemas.numbered()
              .required("key", SendSchemas.FULL_KEY)
              .required("answer", Rules.oneOf(ANSWERS))
              .optional("extraGuests", Rules.between(0, Integer.MAX_VALUE)));

  private PlaceBodies() {}

  /** {@code sendLocation}. */
  static Said location(ObjectNode body) {
    LOCATION.require(body);
    return Said.to(Members.recipient(body), place(body));
  }

  /** A location that moves. */
  static Said liveLocation(ObjectNode body) {
    LIVE_LOCATION.require(body);
    JsonNode speed = body.path("speed");
    return Said.to(
        Members.recipient(body),
        new LiveLocationContent(
            body.path("latitude").doubleValue(),
            body.path("longitude").doubleValue(),
            whole(body, "accuracy"),
            speed.isNumber() ? Optional.of((float) speed.doubleValue()) : Optional.empty(),
            whole(body, "heading"),
            Json.text(body, "caption"),
            body.path("sequence").longValue(1),
            Duration.ofSeconds(body.path("offset").longValue(0)),
            Optional.empty()));
  }

  /** An appointment. */
  static Said event(ObjectNode body) {
    EVENT.require(body);
    return Said.to(
        Members.recipient(body),
        new CalendarEventContent(
            Members.text(body, "name"),
            Json.text(body, "description"),
            Members.time(body, "startTime")
                .orElseThrow(() -> new InvalidValueException("startTime", "is missing")),
            Members.time(body, "endTime"),
            body.path("location").isObject()
                ? Optional.of(place(body.path("location")))
                : Optional.empty(),
            Json.text(body, "joinLink"),
            Json.flag(body, "extraGuestsAllowed"),
            Json.flag(body, "isCanceled")));
  }

  /** Whether one comes to an appointment. */
  static Said eventReply(ObjectNode body) {
    EVENT_REPLY.require(body);
    return Said.to(
        Members.recipient(body),
        new EventReplyContent(
            Members.key(body),
            EventReplyContent.Answer.valueOf(Members.text(body, "answer").toUpperCase(Locale.ROOT)),
            body.path("extraGuests").intValue(0)));
  }

  private static LocationContent place(JsonNode object) {
    return new LocationContent(
        object.path("latitude").doubleValue(),
        object.path("longitude").doubleValue(),
        Json.text(object, "name"),
        Json.text(object, "address"),
        Optional.empty(),
        Optional.empty());
  }

  private static OptionalInt whole(ObjectNode body, String name) {
    JsonNode value = body.path(name);
    return value.isNumber() ? OptionalInt.of(value.intValue()) : OptionalInt.empty();
  }
}
