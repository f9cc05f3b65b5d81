package chatwarp.domain.content;

/**
 * The kinds of content by name, for those who have to know a kind before there is a content of it:
 * who reads messages, and who maps bodies. A new {@link MessageContent} does not compile until it
 * has a name here, and a new name not until every switch over the names knows it.
 */
public enum ContentKind {
  TEXT,
  IMAGE,
  VIDEO,
  AUDIO,
  DOCUMENT,
  STICKER,
  LOCATION,
  LIVE_LOCATION,
  CONTACT,
  CALENDAR_EVENT,
  ALBUM,
  GROUP_INVITE,
  POLL,
  LIST,
  INTERACTIVE,
  LIST_REPLY,
  BUTTON_REPLY,
  REACTION,
  POLL_VOTE,
  EVENT_REPLY,
  PIN,
  KEEP,
  FORWARD,
  COMMENT,
  EDIT,
  REVOKE,
  DISAPPEARING;

  /** The kind of a content. */
  public static ContentKind of(MessageContent content) {
    return switch (content) {
      case TextContent _ -> TEXT;
      case ImageContent _ -> IMAGE;
      case VideoContent _ -> VIDEO;
      case AudioContent _ -> AUDIO;
      case DocumentContent _ -> DOCUMENT;
      case StickerContent _ -> STICKER;
      case LocationContent _ -> LOCATION;
      case LiveLocationContent _ -> LIVE_LOCATION;
      case ContactContent _ -> CONTACT;
      case CalendarEventContent _ -> CALENDAR_EVENT;
      case AlbumContent _ -> ALBUM;
      case GroupInviteContent _ -> GROUP_INVITE;
      case PollContent _ -> POLL;
      case ListContent _ -> LIST;
      case InteractiveContent _ -> INTERACTIVE;
      case ListReplyContent _ -> LIST_REPLY;
      case ButtonReplyContent _ -> BUTTON_REPLY;
      case ReactionContent _ -> REACTION;
      case PollVoteContent _ -> POLL_VOTE;
      case EventReplyContent _ -> EVENT_REPLY;
      case PinContent _ -> PIN;
      case KeepContent _ -> KEEP;
      case ForwardContent _ -> FORWARD;
      case CommentContent _ -> COMMENT;
      case EditContent _ -> EDIT;
      case RevokeContent _ -> REVOKE;
      case DisappearingContent _ -> DISAPPEARING;
    };
  }
}
