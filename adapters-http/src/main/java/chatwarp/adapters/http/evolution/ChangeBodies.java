package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.Rules;
import chatwarp.adapters.http.evolution.schema.Schema;
import chatwarp.application.message.Recipient;
import chatwarp.application.message.SendContent;
import chatwarp.domain.content.DisappearingContent;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.GroupInviteContent;
import chatwarp.domain.content.KeepContent;
import chatwarp.domain.content.PinContent;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.MessageKey;
import java.text.BreakIterator;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that say something about another message: reactions, edits, deletions, pins and so on. */
final class ChangeBodies {
  private static final String NO_EMOJI = "Reaction must be a single emoji or empty string";

  /** Combines with a digit into one emoji. */
  private static final int KEYCAP = 0x20E3;

  private static final Schema REACTION =
      SendSchemas.withOptions(
          Schema.object()
              .required("key", SendSchemas.FULL_KEY)
              .required("reaction", Rules.string()));

  private static final Schema EDIT =
      SendSchemas.withOptions(
          SendSchemas.numbered()
              .required("key", SendSchemas.FULL_KEY)
              .required("text", Rules.string()));

  private static final Schema KEYED =
      SendSchemas.withOptions(Schema.object().required("key", SendSchemas.FULL_KEY));

  private static final Schema PIN =
      SendSchemas.withOptions(
          Schema.object()
              .required("key", SendSchemas.FULL_KEY)
              .optional("pin", Rules.bool())
              .optional("duration", Rules.integer("duration must be whole seconds")));

  private static final Schema KEEP =
      SendSchemas.withOptions(
          Schema.object().required("key", SendSchemas.FULL_KEY).required("keep", Rules.bool()));

  private static final Schema FORWARD =
      SendSchemas.withOptions(SendSchemas.numbered().required("key", SendSchemas.FULL_KEY));

  private static final Schema DISAPPEARING =
      SendSchemas.withOptions(
          SendSchemas.numbered()
              .required("expiration", Rules.integer("expiration must be whole seconds")));

  private static final Schema INVITE =
      SendSchemas.withOptions(
          SendSchemas.numbered()
              .requiredNotEmpty("groupJid", Rules.string())
              .requiredNotEmpty("inviteCode", Rules.string())
              .required("inviteExpiration", Rules.stringOrNumber())
              .requiredNotEmpty("groupName", Rules.string())
              .optional("caption", Rules.string()));

  private static final List<Long> TIMERS = List.of(0L, 86_400L, 604_800L, 7_776_000L);
  private static final List<Long> PIN_TIMES = List.of(86_400L, 604_800L, 2_592_000L);

  private ChangeBodies() {}

  /** {@code sendReaction}. */
  static Said reaction(ObjectNode body) {
    REACTION.require(body);
    String emoji = Members.text(body, "reaction");
    if (!emoji.isEmpty() && !isOneEmoji(emoji)) {
      throw new RefusedBodyException(NO_EMOJI);
    }
    MessageKey key = Members.key(body);
    return Said.to(new Recipient.Address(key.chat()), new ReactionContent(key, emoji));
  }

  /** {@code updateMessage}: a new text. */
  static Said edit(ObjectNode body) {
    EDIT.require(body);
    MessageKey key = Members.key(body);
    if (!key.fromMe()) {
      throw new RefusedBodyException("Message not compatible");
    }
    return Said.to(
        Members.recipient(body), new EditContent(key, TextContent.of(Members.text(body, "text"))));
  }

  /** Deletes for everyone. */
  static Said delete(ObjectNode body) {
    KEYED.require(body);
    MessageKey key = Members.key(body);
    return Said.to(new Recipient.Address(key.chat()), new RevokeContent(key));
  }

  /** Pins, for a day when nothing else is said. */
  static Said pin(ObjectNode body) {
    PIN.require(body);
    MessageKey key = Members.key(body);
    long seconds = body.path("duration").longValue(PIN_TIMES.getFirst());
    if (!PIN_TIMES.contains(seconds)) {
      throw new InvalidValueException(
          "duration", "is not one of enum values: 86400,604800,2592000");
    }
    boolean pin = body.path("pin").booleanValue(true);
    return Said.to(
        new Recipient.Address(key.chat()),
        new PinContent(key, pin ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty()));
  }

  /** Keeps a disappearing message. */
  static Said keep(ObjectNode body) {
    KEEP.require(body);
    MessageKey key = Members.key(body);
    return Said.to(
        new Recipient.Address(key.chat()), new KeepContent(key, Json.flag(body, "keep")));
  }

  /** Sends a kept message on. */
  static Said forward(ObjectNode body) {
    FORWARD.require(body);
    return Said.to(Members.recipient(body), new SendContent.Forward(Members.key(body)));
  }

  /** Sets the disappearing timer of a chat between two. */
  static Said disappearing(ObjectNode body) {
    DISAPPEARING.require(body);
    long seconds = body.path("expiration").longValue();
    if (!TIMERS.contains(seconds)) {
      throw new InvalidValueException(
          "expiration", "is not one of enum values: 0,86400,604800,7776000");
    }
    return Said.to(Members.recipient(body), new DisappearingContent(Duration.ofSeconds(seconds)));
  }

  /** Invites one person into a group. */
  static Said invite(ObjectNode body) {
    INVITE.require(body);
    if (!(NumberText.chat("groupJid", Members.text(body, "groupJid")) instanceof GroupJid group)) {
      throw new InvalidValueException("groupJid", "is not a group");
    }
    return Said.to(
        Members.recipient(body),
        new GroupInviteContent(
            group,
            Members.text(body, "inviteCode"),
            Members.time(body, "inviteExpiration")
                .orElseThrow(() -> new InvalidValueException("inviteExpiration", "is missing")),
            Members.text(body, "groupName"),
            Json.text(body, "caption"),
            Optional.empty()));
  }

  /** One grapheme, with an emoji in it: flags, families and skin tones are one. */
  private static boolean isOneEmoji(String text) {
    BreakIterator graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
    graphemes.setText(text);
    graphemes.first();
    boolean one = graphemes.next() == text.length();
    return one
        && text.codePoints().anyMatch(c -> (Character.isEmoji(c) && c > 0x7F) || c == KEYCAP);
  }
}
