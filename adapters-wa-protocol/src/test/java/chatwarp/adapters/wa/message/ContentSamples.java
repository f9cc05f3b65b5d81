package chatwarp.adapters.wa.message;

import chatwarp.domain.content.AlbumContent;
import chatwarp.domain.content.AudioContent;
import chatwarp.domain.content.ButtonReplyContent;
import chatwarp.domain.content.CalendarEventContent;
import chatwarp.domain.content.CommentContent;
import chatwarp.domain.content.ContactCard;
import chatwarp.domain.content.ContactContent;
import chatwarp.domain.content.DisappearingContent;
import chatwarp.domain.content.DocumentContent;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.EventReplyContent;
import chatwarp.domain.content.GroupInviteContent;
import chatwarp.domain.content.ImageContent;
import chatwarp.domain.content.InteractiveContent;
import chatwarp.domain.content.KeepContent;
import chatwarp.domain.content.LinkPreview;
import chatwarp.domain.content.ListContent;
import chatwarp.domain.content.ListReplyContent;
import chatwarp.domain.content.LiveLocationContent;
import chatwarp.domain.content.LocationContent;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.NativeFlowButton;
import chatwarp.domain.content.PinContent;
import chatwarp.domain.content.PollContent;
import chatwarp.domain.content.PollVoteContent;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.Sidecar;
import chatwarp.domain.content.StickerContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.TextStyle;
import chatwarp.domain.content.Thumbnail;
import chatwarp.domain.content.VideoContent;
import chatwarp.domain.content.Waveform;
import chatwarp.domain.model.Dimensions;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.Sha256;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One content of each kind at least, with everything it can have. */
final class ContentSamples {
  static final Thumbnail THUMBNAIL = Thumbnail.of(new byte[] {1, 2, 3});
  static final PollContent POLL = new PollContent("lunch?", List.of("yes", "no"), 1);
  static final CalendarEventContent EVENT =
      new CalendarEventContent(
          "party",
          Optional.of("bring cake"),
          Instant.ofEpochSecond(1_800_000_000),
          Optional.of(Instant.ofEpochSecond(1_800_003_600)),
          Optional.of(LocationContent.at(1, 2)),
          Optional.of("https://call.example/x"),
          true,
          false);

  private ContentSamples() {}

  static MediaReference file(Optional<Sidecar> sidecar) {
    return new MediaReference(
        Optional.of(URI.create("https://mmg.example/v/f?ccb=1")),
        "/v/f?ccb=1",
        Secret.copyOf(filled(1)),
        Sha256.of(filled(2)),
        Sha256.of(filled(3)),
        12345,
        Instant.ofEpochSecond(1_700_000_000),
        sidecar);
  }

  private static MediaReference file() {
    return file(Optional.empty());
  }

  static byte[] filled(int with) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }

  static ImageContent image(boolean once) {
    return new ImageContent(
        file(),
        "image/jpeg",
        Optional.of("look"),
        Optional.of(new Dimensions(640, 480)),
        Optional.of(THUMBNAIL),
        once);
  }

  static VideoContent video(VideoContent.Style style, boolean once) {
    return new VideoContent(
        file(Optional.of(Sidecar.of(new byte[20]))),
        "video/mp4",
        style,
        Optional.of("watch"),
        Optional.of(new Dimensions(640, 480)),
        Optional.of(Duration.ofSeconds(9)),
        Optional.of(THUMBNAIL),
        once);
  }

  static AudioContent audio(boolean voice, boolean once) {
    return new AudioContent(
        file(),
        "audio/ogg; codecs=opus",
        voice,
        Optional.of(Duration.ofSeconds(4)),
        voice ? Optional.of(Waveform.of(new byte[64])) : Optional.empty(),
        once);
  }

  static AudioContent voiceStatus() {
    AudioContent voice = audio(true, false);
    return new AudioContent(
        voice.media(),
        voice.mimetype(),
        true,
        voice.duration(),
        voice.waveform(),
        false,
        OptionalInt.of(0xFF25D366));
  }

  static DocumentContent document(Optional<String> caption) {
    return new DocumentContent(
        file(), "application/pdf", "paper.pdf", caption, OptionalInt.of(3), Optional.of(THUMBNAIL));
  }

  static InteractiveContent interactive() {
    return new InteractiveContent(
        Optional.of("title"),
        "body",
        Optional.of("footer"),
        Optional.of(image(false)),
        List.of(
            new NativeFlowButton.Reply("say \"hi\"\n", "id\\1"),
            new NativeFlowButton.Link("open", "https://a.example/?a=1&b=2"),
            new NativeFlowButton.Call("call", "+5511999990009"),
            new NativeFlowButton.Copy("copy", "C0DE"),
            new NativeFlowButton.Pix("BRL", "Shop \u00e7", "EMAIL", "a@b.example"),
            new NativeFlowButton.Other("open_webview", "{\"x\":1}")));
  }

  /**
   * Every sample.
   *
   * @param ours a message of ours
   * @param poll a poll that is kept
   * @param event an appointment that is kept
   */
  static Map<String, MessageContent> all(MessageKey ours, MessageKey poll, MessageKey event) {
    Map<String, MessageContent> all = new LinkedHashMap<>();
    all.put("text", TextContent.of("hello"));
    all.put(
        "text with a link preview",
        new TextContent(
            "see https://a.example",
            Optional.of(
                new LinkPreview(
                    "https://a.example",
                    "A",
                    Optional.of("about"),
                    Optional.of(THUMBNAIL),
                    Optional.of(
                        new MediaReference(
                            Optional.empty(),
                            "/t/1",
                            Secret.copyOf(filled(1)),
                            Sha256.of(filled(2)),
                            Sha256.of(filled(3)),
                            0,
                            Instant.ofEpochSecond(1_700_000_000))),
                    Optional.of(new Dimensions(10, 20)))),
            Optional.empty()));
    all.put(
        "styled text",
        new TextContent("status", Optional.empty(), Optional.of(new TextStyle(0xFF112233, -1, 2))));
    all.put("image", image(false));
    all.put("image to be seen once", image(true));
    all.put("video", video(VideoContent.Style.PLAIN, false));
    all.put("video to be seen once", video(VideoContent.Style.PLAIN, true));
    all.put("gif", video(VideoContent.Style.GIF, false));
    all.put("round video", video(VideoContent.Style.ROUND, false));
    all.put("audio file", audio(false, false));
    all.put("voice note", audio(true, false));
    all.put("voice note to be heard once", audio(true, true));
    all.put("voice status", voiceStatus());
    all.put("document", document(Optional.empty()));
    all.put("document with a caption", document(Optional.of("read")));
    all.put(
        "sticker",
        new StickerContent(
            file(), "image/webp", Optional.of(new Dimensions(512, 512)), true, false));
    all.put(
        "vector sticker",
        new StickerContent(file(), "application/was", Optional.empty(), true, true));
    all.put(
        "location",
        new LocationContent(
            -23.5,
            46.25,
            Optional.of("here"),
            Optional.of("street 1"),
            Optional.of("https://map.example"),
            Optional.of(THUMBNAIL)));
    all.put(
        "live location",
        new LiveLocationContent(
            -23.5,
            46.25,
            OptionalInt.of(5),
            Optional.of(1.5f),
            OptionalInt.of(90),
            Optional.of("on my way"),
            7,
            Duration.ofSeconds(60),
            Optional.of(THUMBNAIL)));
    all.put("contact", new ContactContent("Ana", List.of(new ContactCard("Ana", "BEGIN:VCARD"))));
    all.put(
        "contacts",
        new ContactContent(
            "2 contacts",
            List.of(new ContactCard("Ana", "BEGIN:VCARD"), new ContactCard("Bo", "BEGIN:VCARD"))));
    all.put("reaction", new ReactionContent(ours, "\uD83D\uDC4D"));
    all.put("reaction taken back", new ReactionContent(ours, ""));
    all.put("poll with one choice", POLL);
    all.put("poll with any number", new PollContent("which?", List.of("a", "b", "c"), 0));
    all.put("vote", new PollVoteContent(poll, List.of("yes")));
    all.put("vote withdrawn", new PollVoteContent(poll, List.of()));
    all.put(
        "list",
        new ListContent(
            "menu",
            Optional.of("of today"),
            "open",
            Optional.of("enjoy"),
            List.of(
                new ListContent.Section(
                    "fish",
                    List.of(
                        new ListContent.Row("1", "tuna", Optional.of("raw")),
                        new ListContent.Row("2", "eel", Optional.empty()))))));
    all.put("list reply", new ListReplyContent("1", "tuna", Optional.of("raw")));
    all.put("interactive", interactive());
    all.put("button reply", new ButtonReplyContent("id", "text"));
    all.put("event", EVENT);
    all.put("event reply", new EventReplyContent(event, EventReplyContent.Answer.MAYBE, 2));
    all.put("edited text", new EditContent(ours, TextContent.of("new")));
    all.put("edited caption", new EditContent(ours, image(false)));
    all.put("edited poll", new EditContent(poll, new PollContent("dinner?", List.of("a", "b"), 1)));
    all.put("edited event", new EditContent(event, EVENT));
    all.put("revoke", new RevokeContent(ours));
    all.put("pin", new PinContent(ours, Optional.of(Duration.ofDays(7))));
    all.put("pin taken off", new PinContent(ours, Optional.empty()));
    all.put("keep", new KeepContent(ours, true));
    all.put("keep undone", new KeepContent(ours, false));
    all.put("album", new AlbumContent(2, 1));
    all.put(
        "group invite",
        new GroupInviteContent(
            new GroupJid("120363000000000001"),
            "CODE",
            Instant.ofEpochSecond(1_800_000_000),
            "friends",
            Optional.of("join"),
            Optional.of(THUMBNAIL)));
    all.put("comment", new CommentContent(poll, TextContent.of("good one")));
    all.put("disappearing", new DisappearingContent(Duration.ofDays(1)));
    all.put("disappearing off", new DisappearingContent(Duration.ZERO));
    return all;
  }

  static MessageId id(String text) {
    return new MessageId(text);
  }
}
