package chatwarp.adapters.wa.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.adapters.wa.proto.ButtonsMessage;
import chatwarp.adapters.wa.proto.DeviceSentMessage;
import chatwarp.adapters.wa.proto.EventMessage;
import chatwarp.adapters.wa.proto.FutureProofMessage;
import chatwarp.adapters.wa.proto.HydratedTemplateButton;
import chatwarp.adapters.wa.proto.InteractiveMessage;
import chatwarp.adapters.wa.proto.InteractiveResponseMessage;
import chatwarp.adapters.wa.proto.ListMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.PollCreationMessage;
import chatwarp.adapters.wa.proto.TemplateButtonReplyMessage;
import chatwarp.adapters.wa.proto.TemplateMessage;
import chatwarp.domain.content.ButtonReplyContent;
import chatwarp.domain.content.InteractiveContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.NativeFlowButton;
import chatwarp.domain.content.PollContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.InvalidValueException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What others send and we do not: it reads as the nearest content. */
class ForeignContentsTest {
  private static Arguments row(String name, Message.Builder message, MessageContent content) {
    return Arguments.of(name, message.build(), Optional.of(content));
  }

  private static InteractiveContent buttons(NativeFlowButton... buttons) {
    return new InteractiveContent(
        Optional.of("title"), "body", Optional.of("footer"), Optional.empty(), List.of(buttons));
  }

  private static TemplateMessage.HydratedFourRowTemplate.Builder template() {
    return TemplateMessage.HydratedFourRowTemplate.newBuilder()
        .setHydratedTitleText("title")
        .setHydratedContentText("body")
        .setHydratedFooterText("footer");
  }

  static Stream<Arguments> rows() {
    TemplateMessage.HydratedFourRowTemplate full =
        template()
            .addHydratedButtons(
                HydratedTemplateButton.newBuilder()
                    .setQuickReplyButton(
                        HydratedTemplateButton.HydratedQuickReplyButton.newBuilder()
                            .setDisplayText("yes")
                            .setId("1")))
            .addHydratedButtons(
                HydratedTemplateButton.newBuilder()
                    .setUrlButton(
                        HydratedTemplateButton.HydratedURLButton.newBuilder()
                            .setDisplayText("open")
                            .setUrl("https://a.example")))
            .addHydratedButtons(
                HydratedTemplateButton.newBuilder()
                    .setCallButton(
                        HydratedTemplateButton.HydratedCallButton.newBuilder()
                            .setDisplayText("call")
                            .setPhoneNumber("+55")))
            .build();
    InteractiveContent fromTemplate =
        buttons(
            new NativeFlowButton.Reply("yes", "1"),
            new NativeFlowButton.Link("open", "https://a.example"),
            new NativeFlowButton.Call("call", "+55"));
    return Stream.of(
        row(
            "template",
            Message.newBuilder()
                .setTemplateMessage(TemplateMessage.newBuilder().setHydratedTemplate(full)),
            fromTemplate),
        row(
            "template of four rows",
            Message.newBuilder()
                .setTemplateMessage(TemplateMessage.newBuilder().setHydratedFourRowTemplate(full)),
            fromTemplate),
        row(
            "template without buttons",
            Message.newBuilder()
                .setTemplateMessage(TemplateMessage.newBuilder().setHydratedTemplate(template())),
            TextContent.of("body")),
        row(
            "legacy buttons",
            Message.newBuilder()
                .setButtonsMessage(
                    ButtonsMessage.newBuilder()
                        .setText("title")
                        .setContentText("body")
                        .setFooterText("footer")
                        .addButtons(
                            ButtonsMessage.Button.newBuilder()
                                .setButtonId("1")
                                .setButtonText(
                                    ButtonsMessage.Button.ButtonText.newBuilder()
                                        .setDisplayText("yes")))),
            buttons(new NativeFlowButton.Reply("yes", "1"))),
        row(
            "interactive without buttons",
            Message.newBuilder()
                .setInteractiveMessage(
                    InteractiveMessage.newBuilder()
                        .setBody(InteractiveMessage.Body.newBuilder().setText("body"))),
            TextContent.of("body")),
        row(
            "list of products",
            Message.newBuilder()
                .setListMessage(
                    ListMessage.newBuilder()
                        .setTitle("shop")
                        .setListType(ListMessage.ListType.PRODUCT_LIST)),
            TextContent.of("shop")),
        row(
            "template reply",
            Message.newBuilder()
                .setTemplateButtonReplyMessage(
                    TemplateButtonReplyMessage.newBuilder()
                        .setSelectedId("1")
                        .setSelectedDisplayText("yes")),
            new ButtonReplyContent("1", "yes")),
        row(
            "native flow reply",
            Message.newBuilder()
                .setInteractiveResponseMessage(
                    InteractiveResponseMessage.newBuilder()
                        .setBody(InteractiveResponseMessage.Body.newBuilder().setText("yes"))
                        .setNativeFlowResponseMessage(
                            InteractiveResponseMessage.NativeFlowResponseMessage.newBuilder()
                                .setName("quick_reply")
                                .setParamsJson("{\"id\":\"1\"}"))),
            new ButtonReplyContent("1", "yes")),
        row("poll of 2023", Message.newBuilder().setPollCreationMessageV2(poll()), POLL),
        row("poll of today", Message.newBuilder().setPollCreationMessageV5(poll()), POLL),
        row(
            "poll in a wrapper",
            Message.newBuilder()
                .setPollCreationMessageV4(
                    FutureProofMessage.newBuilder()
                        .setMessage(Message.newBuilder().setPollCreationMessage(poll()))),
            POLL),
        row(
            "sent from another device",
            Message.newBuilder()
                .setDeviceSentMessage(
                    DeviceSentMessage.newBuilder()
                        .setMessage(Message.newBuilder().setConversation("a"))),
            TextContent.of("a")));
  }

  private static final PollContent POLL = new PollContent("which?", List.of("a", "b"), 2);

  private static PollCreationMessage poll() {
    return PollCreationMessage.newBuilder()
        .setName("which?")
        .setSelectableOptionsCount(9)
        .addOptions(PollCreationMessage.Option.newBuilder().setOptionName("a"))
        .addOptions(PollCreationMessage.Option.newBuilder().setOptionName("b"))
        .build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void readsAsTheNearestContent(String name, Message message, Optional<MessageContent> content) {
    assertEquals(
        content, Contents.understand(message, Scene.in(TwoPeople.ANA)).map(ReadContent::content));
  }

  /** Every field that holds a message within a message is a wrapper. */
  static Stream<FieldDescriptor> wrappers() {
    return Message.getDescriptor().getFields().stream()
        .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
        .filter(field -> field.getMessageType().equals(FutureProofMessage.getDescriptor()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrappers")
  void looksIntoEveryWrapper(FieldDescriptor field) {
    Message message =
        Message.newBuilder()
            .setField(
                field,
                FutureProofMessage.newBuilder()
                    .setMessage(Message.newBuilder().setConversation("inside"))
                    .build())
            .build();
    assertEquals(
        Optional.of(TextContent.of("inside")),
        Contents.understand(message, Scene.in(TwoPeople.ANA)).map(ReadContent::content));
  }

  @Test
  void doesNotUnderstandAnAppointmentWithoutAName() {
    assertEquals(
        Optional.empty(),
        Contents.understand(
            Message.newBuilder().setEventMessage(EventMessage.getDefaultInstance()).build(),
            Scene.in(TwoPeople.ANA)));
  }

  @Test
  void writesParametersOfButtonsAsJson() {
    assertEquals(
        "{\"display_text\":\"say \\\"hi\\\"\\n\",\"id\":\"a\\\\b\"}",
        NativeFlows.write(new NativeFlowButton.Reply("say \"hi\"\n", "a\\b"), "R")
            .getButtonParamsJson());
    assertThrows(
        InvalidValueException.class,
        () -> NativeFlows.write(new NativeFlowButton.Other("x", "[1]"), "R"));
  }

  @Test
  void keepsParametersThatItDoesNotUnderstand() {
    assertEquals(
        new NativeFlowButton.Other("quick_reply", "{broken"),
        NativeFlows.read("quick_reply", "{broken"));
    assertEquals(
        new NativeFlowButton.Other("payment_info", "{}"), NativeFlows.read("payment_info", "{}"));
  }
}
