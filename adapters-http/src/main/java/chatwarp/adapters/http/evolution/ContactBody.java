package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.Rules;
import chatwarp.adapters.http.evolution.schema.Schema;
import chatwarp.domain.content.ContactCard;
import chatwarp.domain.content.ContactContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code sendContact}: people become vCards 3.0 (RFC 2426), their lines in the peer's order. */
final class ContactBody {
  private static final int SHORTEST_NUMBER = 10;

  /** An account's number or address; empty is as good as absent. */
  private static final Pattern WUID = Pattern.compile("^$|^(?=.{10,}$).*[0-9]");

  private static final Schema CONTACT =
      SendSchemas.withOptions(
          SendSchemas.numbered()
              .required(
                  "contact",
                  Rules.array(
                      1,
                      true,
                      Schema.object()
                          .requiredNotEmpty("fullName", Rules.string())
                          .required(
                              "phoneNumber", Rules.longerThan(SHORTEST_NUMBER, Rules.string()))
                          .optional(
                              "wuid", Rules.matching(WUID, "\"wuid\" must be a numeric string"))
                          .optional("organization", Rules.string())
                          .optional("email", Rules.string())
                          .optional("url", Rules.string()))));

  private ContactBody() {}

  static Said read(ObjectNode body) {
    if (body.path("contact") instanceof ObjectNode single) {
      body.set("contact", JsonNodeFactory.instance.arrayNode().add(single));
    }
    CONTACT.require(body);
    List<ContactCard> cards = new ArrayList<>();
    body.path("contact").forEach(person -> cards.add(card(person)));
    String name = cards.size() == 1 ? cards.getFirst().displayName() : cards.size() + " contacts";
    return Said.to(Members.recipient(body), new ContactContent(name, cards));
  }

  private static ContactCard card(JsonNode person) {
    String name = Members.text(person, "fullName");
    String number = Members.text(person, "phoneNumber");
    String account =
        Json.text(person, "wuid")
            .map(ContactBody::digits)
            .orElseGet(() -> digits(NumberText.chat("phoneNumber", number).toString()));
    StringBuilder card = new StringBuilder("BEGIN:VCARD\nVERSION:3.0\n");
    line(card, "N:", Optional.of(name));
    line(card, "FN:", Optional.of(name));
    Json.text(person, "organization")
        .ifPresent(text -> card.append("ORG:").append(escaped(text)).append(";\n"));
    line(card, "EMAIL:", Json.text(person, "email"));
    line(card, "URL:", Json.text(person, "url"));
    card.append("item1.TEL;waid=").append(account).append(':').append(escaped(number));
    card.append("\nitem1.X-ABLabel:Celular\nEND:VCARD");
    return new ContactCard(name, card.toString());
  }

  private static void line(StringBuilder card, String name, Optional<String> value) {
    value.ifPresent(text -> card.append(name).append(escaped(text)).append('\n'));
  }

  /** A line break in a value would begin another line (RFC 2426 §4). */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\r\n", "\\n")
        .replace("\n", "\\n")
        .replace("\r", "\\n")
        .replace(";", "\\;")
        .replace(",", "\\,");
  }

  private static String digits(String text) {
    int end = text.indexOf('@');
    return (end < 0 ? text : text.substring(0, end)).replaceAll("[^0-9]", "");
  }
}
