package chatwarp.domain.content;

/** What a message says, in our words, in both directions. */
public sealed interface MessageContent
    permits TextContent,
        MediaContent,
        LocationContent,
        LiveLocationContent,
        ContactContent,
        ReactionContent,
        PollContent,
        PollVoteContent,
        ListContent,
        ListReplyContent,
        InteractiveContent,
        ButtonReplyContent,
        CalendarEventContent,
        EventReplyContent,
        EditContent,
        RevokeContent,
        PinContent,
        KeepContent,
        AlbumContent,
        GroupInviteContent,
        ForwardContent,
        CommentContent,
        DisappearingContent {}
