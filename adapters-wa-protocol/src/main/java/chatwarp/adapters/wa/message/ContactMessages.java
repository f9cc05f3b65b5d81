package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.ContactMessage;
import chatwarp.adapters.wa.proto.ContactsArrayMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.content.ContactCard;
import chatwarp.domain.content.ContactContent;
import java.util.List;

/** People's cards: one alone, or several (05 §19). */
final class ContactMessages {
  private ContactMessages() {}

  static Message.Builder write(ContactContent contact) {
    if (contact.cards().size() == 1) {
      return Message.newBuilder().setContactMessage(card(contact.cards().getFirst()));
    }
    ContactsArrayMessage.Builder several =
        ContactsArrayMessage.newBuilder().setDisplayName(contact.displayName());
    contact.cards().forEach(card -> several.addContacts(card(card)));
    return Message.newBuilder().setContactsArrayMessage(several);
  }

  private static ContactMessage.Builder card(ContactCard card) {
    return ContactMessage.newBuilder().setDisplayName(card.displayName()).setVcard(card.vcard());
  }

  static ContactContent read(ContactMessage contact) {
    return new ContactContent(contact.getDisplayName(), List.of(card(contact)));
  }

  static ContactContent read(ContactsArrayMessage contacts) {
    return new ContactContent(
        contacts.getDisplayName(),
        contacts.getContactsList().stream().map(ContactMessages::card).toList());
  }

  private static ContactCard card(ContactMessage contact) {
    return new ContactCard(contact.getDisplayName(), contact.getVcard());
  }
}
