package chatwarp.simulator.content;

import chatwarp.adapters.wa.proto.ContactMessage;
import chatwarp.adapters.wa.proto.ContactsArrayMessage;
import chatwarp.adapters.wa.proto.ExtendedTextMessage;
import chatwarp.adapters.wa.proto.LiveLocationMessage;
import chatwarp.adapters.wa.proto.LocationMessage;
import chatwarp.adapters.wa.proto.Message;

/** Texts, places and contacts as protobuf. */
final class PlainBodies {
  private PlainBodies() {}

  static Message text(PhoneContent.TextContent text) {
    if (text.preview().isEmpty() && text.style().isEmpty()) {
      return Message.newBuilder().setConversation(text.text()).build();
    }
    ExtendedTextMessage.Builder body = ExtendedTextMessage.newBuilder().setText(text.text());
    text.preview()
        .ifPresent(preview -> {
          body.setMatchedText(preview.matchedText())
              .setTitle(preview.title())
              .setPreviewType(ExtendedTextMessage.PreviewType.NONE);
          preview.description().ifPresent(body::setDescription);
        });
    text.style()
        .ifPresent(style ->
            body.setBackgroundArgb(style.background())
                .setTextArgb(style.colour())
                .setFont(ExtendedTextMessage.FontType.SYSTEM));
    return Message.newBuilder().setExtendedTextMessage(body).build();
  }

  static Message location(PhoneContent.LocationContent location) {
    LocationMessage.Builder body =
        LocationMessage.newBuilder()
            .setDegreesLatitude(location.latitude())
            .setDegreesLongitude(location.longitude());
    location.name().ifPresent(body::setName);
    location.address().ifPresent(body::setAddress);
    return Message.newBuilder().setLocationMessage(body).build();
  }

  static Message liveLocation(PhoneContent.LiveLocationContent location) {
    LiveLocationMessage.Builder body =
        LiveLocationMessage.newBuilder()
            .setDegreesLatitude(location.latitude())
            .setDegreesLongitude(location.longitude())
            .setSequenceNumber(location.sequence())
            .setTimeOffset(0);
    location.caption().ifPresent(body::setCaption);
    return Message.newBuilder().setLiveLocationMessage(body).build();
  }

  static Message contact(PhoneContent.ContactContent contact) {
    if (contact.cards().size() == 1) {
      return Message.newBuilder().setContactMessage(card(contact.cards().getFirst())).build();
    }
    ContactsArrayMessage.Builder all =
        ContactsArrayMessage.newBuilder().setDisplayName(contact.displayName());
    contact.cards().forEach(card -> all.addContacts(card(card)));
    return Message.newBuilder().setContactsArrayMessage(all).build();
  }

  private static ContactMessage card(PhoneContent.Card card) {
    return ContactMessage.newBuilder().setDisplayName(card.name()).setVcard(card.vcard()).build();
  }
}
