package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.ButtonsMessage;
import chatwarp.adapters.wa.proto.DocumentMessage;
import chatwarp.adapters.wa.proto.FutureProofMessage;
import chatwarp.adapters.wa.proto.HydratedTemplateButton;
import chatwarp.adapters.wa.proto.ImageMessage;
import chatwarp.adapters.wa.proto.InteractiveMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.TemplateMessage;
import chatwarp.adapters.wa.proto.VideoMessage;
import chatwarp.domain.content.AudioContent;
import chatwarp.domain.content.DocumentContent;
import chatwarp.domain.content.ImageContent;
import chatwarp.domain.content.InteractiveContent;
import chatwarp.domain.content.MediaContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.NativeFlowButton;
import chatwarp.domain.content.StickerContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.VideoContent;
import chatwarp.domain.model.InvalidValueException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Texts with buttons (05 §19). We write native flows; buttons and templates, which businesses and
 * older clients write, are read as the same thing.
 */
final class InteractiveMessages {
  private static final int REFERENCE_BYTES = 6;

  private InteractiveMessages() {}

  static Message.Builder write(InteractiveContent content, Author author) {
    InteractiveMessage.Builder message =
        InteractiveMessage.newBuilder()
            .setBody(InteractiveMessage.Body.newBuilder().setText(content.body()));
    InteractiveMessage.Header.Builder header = InteractiveMessage.Header.newBuilder();
    content.title().ifPresent(header::setTitle);
    content.header().ifPresent(media -> header(media, header));
    if (content.title().isPresent() || content.header().isPresent()) {
      message.setHeader(header.setHasMediaAttachment(content.header().isPresent()));
    }
    content
        .footer()
        .ifPresent(text -> message.setFooter(InteractiveMessage.Footer.newBuilder().setText(text)));
    InteractiveMessage.NativeFlowMessage.Builder flow =
        InteractiveMessage.NativeFlowMessage.newBuilder()
            .setMessageParamsJson("{}")
            .setMessageVersion(1);
    String reference =
        HexFormat.of().withUpperCase().formatHex(author.randomBytes(REFERENCE_BYTES));
    content.buttons().forEach(button -> flow.addButtons(NativeFlows.write(button, reference)));
    return Message.newBuilder().setInteractiveMessage(message.setNativeFlowMessage(flow));
  }

  private static void header(MediaContent media, InteractiveMessage.Header.Builder header) {
    switch (media) {
      case ImageContent image -> header.setImageMessage(MediaMessages.image(image));
      case VideoContent video -> header.setVideoMessage(MediaMessages.video(video));
      case DocumentContent document -> header.setDocumentMessage(MediaMessages.document(document));
      case AudioContent _, StickerContent _ ->
          throw new InvalidValueException("header", "must be a picture, video or document");
    }
  }

  /** Phones show buttons of senders who are no business only inside this wrapper. */
  static Message.Builder wrapped(Message.Builder message) {
    return Message.newBuilder()
        .setViewOnceMessage(FutureProofMessage.newBuilder().setMessage(message));
  }

  static Optional<MessageContent> read(InteractiveMessage message) {
    InteractiveMessage.Header header = message.getHeader();
    return content(
        WireValues.text(header.getTitle()),
        message.getBody().getText(),
        WireValues.text(message.getFooter().getText()),
        media(
            header.hasImageMessage() ? header.getImageMessage() : null,
            header.hasVideoMessage() ? header.getVideoMessage() : null,
            header.hasDocumentMessage() ? header.getDocumentMessage() : null),
        message.getNativeFlowMessage().getButtonsList().stream().map(NativeFlows::read).toList());
  }

  static Optional<MessageContent> read(ButtonsMessage message) {
    List<NativeFlowButton> buttons = new ArrayList<>();
    for (ButtonsMessage.Button button : message.getButtonsList()) {
      buttons.add(
          button.hasNativeFlowInfo()
              ? NativeFlows.read(
                  button.getNativeFlowInfo().getName(), button.getNativeFlowInfo().getParamsJson())
              : new NativeFlowButton.Reply(
                  button.getButtonText().getDisplayText(), button.getButtonId()));
    }
    return content(
        WireValues.text(message.getText()),
        message.getContentText(),
        WireValues.text(message.getFooterText()),
        media(
            message.hasImageMessage() ? message.getImageMessage() : null,
            message.hasVideoMessage() ? message.getVideoMessage() : null,
            message.hasDocumentMessage() ? message.getDocumentMessage() : null),
        buttons);
  }

  static Optional<MessageContent> read(TemplateMessage message) {
    if (message.hasInteractiveMessageTemplate()) {
      return read(message.getInteractiveMessageTemplate());
    }
    TemplateMessage.HydratedFourRowTemplate template =
        message.hasHydratedTemplate()
            ? message.getHydratedTemplate()
            : message.getHydratedFourRowTemplate();
    return content(
        WireValues.text(template.getHydratedTitleText()),
        template.getHydratedContentText(),
        WireValues.text(template.getHydratedFooterText()),
        media(
            template.hasImageMessage() ? template.getImageMessage() : null,
            template.hasVideoMessage() ? template.getVideoMessage() : null,
            template.hasDocumentMessage() ? template.getDocumentMessage() : null),
        template.getHydratedButtonsList().stream()
            .map(InteractiveMessages::button)
            .flatMap(Optional::stream)
            .toList());
  }

  private static Optional<NativeFlowButton> button(HydratedTemplateButton button) {
    return switch (button.getHydratedButtonCase()) {
      case QUICKREPLYBUTTON ->
          Optional.of(
              new NativeFlowButton.Reply(
                  button.getQuickReplyButton().getDisplayText(),
                  button.getQuickReplyButton().getId()));
      case URLBUTTON ->
          Optional.of(
              new NativeFlowButton.Link(
                  button.getUrlButton().getDisplayText(), button.getUrlButton().getUrl()));
      case CALLBUTTON ->
          Optional.of(
              new NativeFlowButton.Call(
                  button.getCallButton().getDisplayText(),
                  button.getCallButton().getPhoneNumber()));
      case HYDRATEDBUTTON_NOT_SET -> Optional.empty();
    };
  }

  /** The nearest content: without buttons it is the medium above them, or a text. */
  private static Optional<MessageContent> content(
      Optional<String> title,
      String body,
      Optional<String> footer,
      Optional<MediaContent> header,
      List<NativeFlowButton> buttons) {
    if (!buttons.isEmpty()) {
      return Optional.of(new InteractiveContent(title, body, footer, header, buttons));
    }
    if (header.isPresent()) {
      return Optional.of(header.get());
    }
    return WireValues.text(body).or(() -> title).map(TextContent::of);
  }

  private static Optional<MediaContent> media(
      @Nullable ImageMessage image,
      @Nullable VideoMessage video,
      @Nullable DocumentMessage document) {
    Message.Builder message = Message.newBuilder();
    if (image != null) {
      message.setImageMessage(image);
    } else if (video != null) {
      message.setVideoMessage(video);
    } else if (document != null) {
      message.setDocumentMessage(document);
    }
    try {
      return MediaMessages.read(message.build(), false);
    } catch (InvalidValueException e) {
      // The text under a picture that cannot be fetched is still worth reading.
      return Optional.empty();
    }
  }
}
