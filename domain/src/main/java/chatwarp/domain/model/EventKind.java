package chatwarp.domain.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of events users subscribe to: Evolution API's 31 configuration names, in the order of
 * its stored list. {@link #wireName()} is what a delivered event is called.
 */
public enum EventKind {
  APPLICATION_STARTUP("application.startup"),
  QRCODE_UPDATED("qrcode.updated"),
  MESSAGES_SET("messages.set"),
  MESSAGES_UPSERT("messages.upsert"),
  MESSAGES_EDITED("messages.edited"),
  MESSAGES_UPDATE("messages.update"),
  MESSAGES_DELETE("messages.delete"),
  SEND_MESSAGE("send.message"),
  SEND_MESSAGE_UPDATE("send.message.update"),
  CONTACTS_SET("contacts.set"),
  CONTACTS_UPSERT("contacts.upsert"),
  CONTACTS_UPDATE("contacts.update"),
  PRESENCE_UPDATE("presence.update"),
  CHATS_SET("chats.set"),
  CHATS_UPSERT("chats.upsert"),
  CHATS_UPDATE("chats.update"),
  CHATS_DELETE("chats.delete"),
  GROUPS_UPSERT("groups.upsert"),
  GROUP_UPDATE("groups.update"),
  GROUP_PARTICIPANTS_UPDATE("group-participants.update"),
  CONNECTION_UPDATE("connection.update"),
  LABELS_EDIT("labels.edit"),
  LABELS_ASSOCIATION("labels.association"),
  CALL("call"),
  TYPEBOT_START("typebot.start"),
  TYPEBOT_CHANGE_STATUS("typebot.change-status"),
  REMOVE_INSTANCE("remove.instance"),
  LOGOUT_INSTANCE("logout.instance"),
  INSTANCE_CREATE("instance.create"),
  INSTANCE_DELETE("instance.delete"),
  STATUS_INSTANCE("status.instance");

  private final String wireName;

  EventKind(String wireName) {
    this.wireName = wireName;
  }

  /** The name inside the envelope, for example {@code messages.upsert}. */
  public String wireName() {
    return wireName;
  }

  /** What a webhook URL gets appended with "by events", for example {@code messages-upsert}. */
  public String urlSuffix() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind with this configuration name; {@code GROUPS_UPDATE} is an alias of GROUP_UPDATE. */
  public static Optional<EventKind> ofName(String name) {
    return name.equals("GROUPS_UPDATE")
        ? Optional.of(GROUP_UPDATE)
        : Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
  }
}
