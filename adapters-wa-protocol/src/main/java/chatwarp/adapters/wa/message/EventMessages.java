package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.EventMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.content.CalendarEventContent;
import java.time.Instant;
import java.util.Optional;

/** Appointments (05 §19); the answers to them are sealed by {@link SecretMessages}. */
final class EventMessages {
  private EventMessages() {}

  static Message.Builder write(CalendarEventContent event) {
    EventMessage.Builder message =
        EventMessage.newBuilder()
            .setIsCanceled(event.cancelled())
            .setName(event.name())
            .setStartTime(event.start().getEpochSecond())
            .setExtraGuestsAllowed(event.extraGuests());
    event.description().ifPresent(message::setDescription);
    event.location().ifPresent(place -> message.setLocation(PlaceMessages.location(place)));
    event.joinLink().ifPresent(message::setJoinLink);
    event.end().ifPresent(end -> message.setEndTime(end.getEpochSecond()));
    return Message.newBuilder().setEventMessage(message);
  }

  static CalendarEventContent read(EventMessage event) {
    Instant start = WireValues.time(event.getStartTime());
    return new CalendarEventContent(
        event.getName(),
        WireValues.text(event.getDescription()),
        start,
        Optional.of(WireValues.time(event.getEndTime())).filter(end -> end.isAfter(start)),
        event.hasLocation()
            ? Optional.of(PlaceMessages.location(event.getLocation()))
            : Optional.empty(),
        WireValues.text(event.getJoinLink()),
        event.getExtraGuestsAllowed(),
        event.getIsCanceled());
  }
}
