package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.LiveLocationMessage;
import chatwarp.adapters.wa.proto.LocationMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.content.LiveLocationContent;
import chatwarp.domain.content.LocationContent;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Places, fixed and moving (05 §19). */
final class PlaceMessages {
  private PlaceMessages() {}

  static LocationMessage.Builder location(LocationContent place) {
    LocationMessage.Builder message =
        LocationMessage.newBuilder()
            .setDegreesLatitude(place.latitude())
            .setDegreesLongitude(place.longitude());
    place.name().ifPresent(message::setName);
    place.address().ifPresent(message::setAddress);
    place.url().ifPresent(message::setUrl);
    place.thumbnail().ifPresent(t -> message.setJpegThumbnail(WireValues.bytes(t.jpeg())));
    return message;
  }

  static LocationContent location(LocationMessage place) {
    return new LocationContent(
        place.getDegreesLatitude(),
        place.getDegreesLongitude(),
        WireValues.text(place.getName()),
        WireValues.text(place.getAddress()),
        WireValues.text(place.getUrl()),
        WireValues.thumbnail(place.getJpegThumbnail()));
  }

  static Message.Builder live(LiveLocationContent place) {
    LiveLocationMessage.Builder message =
        LiveLocationMessage.newBuilder()
            .setDegreesLatitude(place.latitude())
            .setDegreesLongitude(place.longitude())
            .setSequenceNumber(place.sequence())
            .setTimeOffset(WireValues.seconds(place.offset()));
    place.accuracyMeters().ifPresent(message::setAccuracyInMeters);
    place.speedMps().ifPresent(message::setSpeedInMps);
    place.heading().ifPresent(message::setDegreesClockwiseFromMagneticNorth);
    place.caption().ifPresent(message::setCaption);
    place.thumbnail().ifPresent(t -> message.setJpegThumbnail(WireValues.bytes(t.jpeg())));
    return Message.newBuilder().setLiveLocationMessage(message);
  }

  static LiveLocationContent live(LiveLocationMessage place) {
    return new LiveLocationContent(
        place.getDegreesLatitude(),
        place.getDegreesLongitude(),
        place.hasAccuracyInMeters()
            ? OptionalInt.of(place.getAccuracyInMeters())
            : OptionalInt.empty(),
        place.hasSpeedInMps() ? Optional.of(place.getSpeedInMps()) : Optional.empty(),
        place.hasDegreesClockwiseFromMagneticNorth()
            ? OptionalInt.of(place.getDegreesClockwiseFromMagneticNorth())
            : OptionalInt.empty(),
        WireValues.text(place.getCaption()),
        place.getSequenceNumber(),
        Duration.ofSeconds(Integer.toUnsignedLong(place.getTimeOffset())),
        WireValues.thumbnail(place.getJpegThumbnail()));
  }
}
