package chatwarp.simulator.content;

import chatwarp.adapters.wa.proto.ButtonsResponseMessage;
import chatwarp.adapters.wa.proto.InteractiveMessage;
import chatwarp.adapters.wa.proto.ListMessage;
import chatwarp.adapters.wa.proto.ListResponseMessage;
import chatwarp.adapters.wa.proto.Message;

/** Lists, buttons and what is answered to them, as protobuf. */
final class MenuBodies {
  private MenuBodies() {}

  static Message list(PhoneContent.ListContent list) {
    ListMessage.Builder body =
        ListMessage.newBuilder()
            .setTitle(list.title())
            .setDescription(list.description())
            .setButtonText(list.buttonText())
            .setListType(ListMessage.ListType.SINGLE_SELECT)
            .setFooterText(list.footer());
    for (PhoneContent.Section section : list.sections()) {
      ListMessage.Section.Builder part = ListMessage.Section.newBuilder().setTitle(section.title());
      section
          .rows()
          .forEach(row ->
              part.addRows(
                  ListMessage.Row.newBuilder()
                      .setTitle(row.title())
                      .setDescription(row.description())
                      .setRowId(row.id())));
      body.addSections(part);
    }
    return Message.newBuilder().setListMessage(body).build();
  }

  static Message listReply(PhoneContent.ListReplyContent reply) {
    return Message.newBuilder()
        .setListResponseMessage(
            ListResponseMessage.newBuilder()
                .setTitle(reply.title())
                .setListType(ListResponseMessage.ListType.SINGLE_SELECT)
                .setSingleSelectReply(
                    ListResponseMessage.SingleSelectReply.newBuilder()
                        .setSelectedRowId(reply.rowId())))
        .build();
  }

  static Message interactive(PhoneContent.InteractiveContent menu) {
    InteractiveMessage.NativeFlowMessage.Builder flow =
        InteractiveMessage.NativeFlowMessage.newBuilder()
            .setMessageParamsJson("{}")
            .setMessageVersion(1);
    menu.buttons()
        .forEach(button ->
            flow.addButtons(
                InteractiveMessage.NativeFlowMessage.NativeFlowButton.newBuilder()
                    .setName(button.name())
                    .setButtonParamsJson(button.paramsJson())));
    InteractiveMessage.Builder body =
        InteractiveMessage.newBuilder()
            .setBody(InteractiveMessage.Body.newBuilder().setText(menu.body()))
            .setNativeFlowMessage(flow);
    InteractiveMessage.Header.Builder header = InteractiveMessage.Header.newBuilder();
    menu.title().ifPresent(header::setTitle);
    menu.header()
        .ifPresent(
            image -> header.setHasMediaAttachment(true).setImageMessage(MediaBodies.image(image)));
    if (menu.title().isPresent() || menu.header().isPresent()) {
      body.setHeader(header);
    }
    menu.footer()
        .ifPresent(text -> body.setFooter(InteractiveMessage.Footer.newBuilder().setText(text)));
    return Message.newBuilder().setInteractiveMessage(body).build();
  }

  static Message buttonReply(PhoneContent.ButtonReplyContent reply) {
    return Message.newBuilder()
        .setButtonsResponseMessage(
            ButtonsResponseMessage.newBuilder()
                .setSelectedButtonId(reply.id())
                .setSelectedDisplayText(reply.text())
                .setType(ButtonsResponseMessage.Type.DISPLAY_TEXT))
        .build();
  }
}
