package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.ButtonsResponseMessage;
import chatwarp.adapters.wa.proto.InteractiveResponseMessage;
import chatwarp.adapters.wa.proto.ListMessage;
import chatwarp.adapters.wa.proto.ListResponseMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.TemplateButtonReplyMessage;
import chatwarp.domain.content.ButtonReplyContent;
import chatwarp.domain.content.ListContent;
import chatwarp.domain.content.ListReplyContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.TextContent;
import java.util.Optional;

/** Lists to choose from, and what was chosen from lists and buttons (05 §19). */
final class ChoiceMessages {
  private ChoiceMessages() {}

  static Message.Builder list(ListContent list) {
    ListMessage.Builder message =
        ListMessage.newBuilder()
            .setTitle(list.title())
            .setButtonText(list.buttonText())
            .setListType(ListMessage.ListType.SINGLE_SELECT);
    list.description().ifPresent(message::setDescription);
    list.footer().ifPresent(message::setFooterText);
    for (ListContent.Section section : list.sections()) {
      ListMessage.Section.Builder written =
          ListMessage.Section.newBuilder().setTitle(section.title());
      for (ListContent.Row row : section.rows()) {
        ListMessage.Row.Builder line =
            ListMessage.Row.newBuilder().setTitle(row.title()).setRowId(row.id());
        row.description().ifPresent(line::setDescription);
        written.addRows(line);
      }
      message.addSections(written);
    }
    return Message.newBuilder().setListMessage(message);
  }

  /** A list of products has no rows of its own: its text is what there is to read. */
  static Optional<MessageContent> read(ListMessage list) {
    if (list.getSectionsCount() == 0) {
      return WireValues.text(list.getDescription())
          .or(() -> WireValues.text(list.getTitle()))
          .map(TextContent::of);
    }
    return Optional.of(
        new ListContent(
            list.getTitle(),
            WireValues.text(list.getDescription()),
            list.getButtonText(),
            WireValues.text(list.getFooterText()),
            list.getSectionsList().stream().map(ChoiceMessages::section).toList()));
  }

  private static ListContent.Section section(ListMessage.Section section) {
    return new ListContent.Section(
        section.getTitle(),
        section.getRowsList().stream()
            .map(row ->
                new ListContent.Row(
                    row.getRowId(), row.getTitle(), WireValues.text(row.getDescription())))
            .toList());
  }

  static Message.Builder reply(ListReplyContent reply) {
    ListResponseMessage.Builder message =
        ListResponseMessage.newBuilder()
            .setTitle(reply.title())
            .setListType(ListResponseMessage.ListType.SINGLE_SELECT)
            .setSingleSelectReply(
                ListResponseMessage.SingleSelectReply.newBuilder().setSelectedRowId(reply.rowId()));
    reply.description().ifPresent(message::setDescription);
    return Message.newBuilder().setListResponseMessage(message);
  }

  static MessageContent read(ListResponseMessage reply) {
    return new ListReplyContent(
        reply.getSingleSelectReply().getSelectedRowId(),
        reply.getTitle(),
        WireValues.text(reply.getDescription()));
  }

  static Message.Builder reply(ButtonReplyContent reply) {
    return Message.newBuilder()
        .setButtonsResponseMessage(
            ButtonsResponseMessage.newBuilder()
                .setSelectedButtonId(reply.id())
                .setSelectedDisplayText(reply.text())
                .setType(ButtonsResponseMessage.Type.DISPLAY_TEXT));
  }

  static MessageContent read(ButtonsResponseMessage reply) {
    return new ButtonReplyContent(reply.getSelectedButtonId(), reply.getSelectedDisplayText());
  }

  static MessageContent read(TemplateButtonReplyMessage reply) {
    return new ButtonReplyContent(reply.getSelectedId(), reply.getSelectedDisplayText());
  }

  static MessageContent read(InteractiveResponseMessage reply) {
    return new ButtonReplyContent(
        NativeFlows.chosenId(reply.getNativeFlowResponseMessage().getParamsJson()),
        reply.getBody().getText());
  }
}
