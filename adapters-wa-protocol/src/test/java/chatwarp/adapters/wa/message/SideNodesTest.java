package chatwarp.adapters.wa.message;

import static chatwarp.adapters.wa.message.TwoPeople.ANA;
import static chatwarp.adapters.wa.message.TwoPeople.BO;
import static chatwarp.adapters.wa.message.TwoPeople.GROUP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeEncoder;
import chatwarp.adapters.wa.proto.ButtonsMessage;
import chatwarp.adapters.wa.proto.EncCommentMessage;
import chatwarp.adapters.wa.proto.EncReactionMessage;
import chatwarp.adapters.wa.proto.InteractiveMessage;
import chatwarp.adapters.wa.proto.InteractiveResponseMessage;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageKey;
import chatwarp.adapters.wa.proto.NewsletterAdminInviteMessage;
import chatwarp.adapters.wa.proto.OrderMessage;
import chatwarp.adapters.wa.proto.PollCreationMessage;
import chatwarp.adapters.wa.proto.ProductMessage;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.adapters.wa.proto.ReactionMessage;
import chatwarp.adapters.wa.proto.RequestPhoneNumberMessage;
import chatwarp.adapters.wa.proto.StickerPackMessage;
import chatwarp.adapters.wa.proto.TemplateButtonReplyMessage;
import chatwarp.adapters.wa.proto.TemplateMessage;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.BroadcastJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.StatusScope;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands outside of each kind of content, by the tables of 05 §9, §10 and §19. */
class SideNodesTest {
  private record Outside(String type, String media, String edit, boolean hidden, Node... nodes) {}

  private static Node meta(String name, String value) {
    return Node.builder("meta").attr(name, value).build();
  }

  private static Node biz(Node child) {
    return Node.builder("biz").children(child).build();
  }

  private static Node flow(String name) {
    return biz(
        Node.builder("interactive")
            .attr("type", "native_flow")
            .attr("v", "1")
            .children(Node.builder("native_flow").attr("name", name).build())
            .build());
  }

  private static Outside plain(String type, String media) {
    return new Outside(type, media, "", false);
  }

  private static List<String> encoded(List<Node> nodes) {
    return nodes.stream().map(n -> HexFormat.of().formatHex(NodeEncoder.encode(n))).toList();
  }

  private static final Map<String, Outside> ROWS =
      Map.ofEntries(
          Map.entry("text", plain("text", "")),
          Map.entry("text with a link preview", plain("media", "url")),
          Map.entry("styled text", plain("text", "")),
          Map.entry("image", plain("media", "image")),
          Map.entry("image to be seen once", plain("media", "image")),
          Map.entry("video", plain("media", "video")),
          Map.entry("video to be seen once", plain("media", "video")),
          Map.entry("gif", plain("media", "gif")),
          Map.entry("round video", plain("media", "ptv")),
          Map.entry("audio file", plain("media", "audio")),
          Map.entry("voice note", plain("media", "ptt")),
          Map.entry("voice note to be heard once", plain("media", "ptt")),
          Map.entry("voice status", plain("media", "ptt")),
          Map.entry("document", plain("media", "document")),
          Map.entry("document with a caption", plain("media", "document")),
          Map.entry("sticker", plain("media", "sticker")),
          Map.entry("vector sticker", plain("media", "sticker")),
          Map.entry("location", plain("media", "location")),
          Map.entry("live location", plain("media", "livelocation")),
          Map.entry("contact", plain("media", "vcard")),
          Map.entry("contacts", plain("media", "contact_array")),
          Map.entry("reaction", new Outside("reaction", "", "", true)),
          Map.entry("reaction taken back", new Outside("reaction", "", "7", true)),
          Map.entry(
              "poll with one choice",
              new Outside("poll", "", "", false, meta("polltype", "creation"))),
          Map.entry(
              "poll with any number",
              new Outside("poll", "", "", false, meta("polltype", "creation"))),
          Map.entry("vote", new Outside("poll", "", "", true, meta("polltype", "vote"))),
          Map.entry("vote withdrawn", new Outside("poll", "", "", true, meta("polltype", "vote"))),
          Map.entry(
              "list",
              new Outside(
                  "media",
                  "list",
                  "",
                  false,
                  biz(Node.builder("list").attr("v", "2").attr("type", "single_select").build()))),
          Map.entry(
              "list reply",
              new Outside("media", "list_response", "", false, biz(Node.of("list_response")))),
          Map.entry("interactive", new Outside("text", "", "", false, flow("quick_reply"))),
          Map.entry(
              "button reply",
              new Outside(
                  "media", "buttons_response", "", false, biz(Node.of("buttons_response")))),
          Map.entry("event", new Outside("event", "", "", false, meta("event_type", "creation"))),
          Map.entry(
              "event reply", new Outside("event", "", "", true, meta("event_type", "response"))),
          Map.entry("edited text", new Outside("text", "", "1", true)),
          Map.entry("edited caption", new Outside("text", "", "1", true)),
          Map.entry("edited poll", new Outside("poll", "", "", true)),
          Map.entry("edited event", new Outside("event", "", "", true, meta("event_type", "edit"))),
          Map.entry("revoke", new Outside("text", "", "7", true)),
          Map.entry("pin", new Outside("text", "", "2", true)),
          Map.entry("pin taken off", new Outside("text", "", "2", true)),
          Map.entry("keep", new Outside("text", "", "", true)),
          Map.entry("keep undone", new Outside("text", "", "7", true)),
          Map.entry("album", plain("media", "")),
          Map.entry("group invite", plain("media", "url")),
          Map.entry("comment", new Outside("text", "", "", false, meta("thread_msg_id", "POLL"))),
          Map.entry("disappearing", plain("text", "")),
          Map.entry("disappearing off", plain("text", "")));

  static Stream<Arguments> rows() {
    TwoPeople two = new TwoPeople();
    return ContentSamples.all(
            two.ana.key(BO, ANA, "TEXT"),
            two.ana.key(BO, ANA, "POLL"),
            two.ana.key(BO, ANA, "EVENT"))
        .entrySet()
        .stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void saysOutsideWhatItIs(String name, MessageContent content) {
    TwoPeople two = new TwoPeople();
    two.saidByAna("TEXT", TextContent.of("hello"));
    two.saidByAna("POLL", ContentSamples.POLL);
    two.saidByAna("EVENT", ContentSamples.EVENT);
    Message message = two.ana.write(BO, ANA, content, MessageContext.NONE);
    Outside expected = ROWS.get(name);
    assertEquals(
        new StanzaKind(
            expected.type(),
            Optional.of(expected.media()).filter(text -> !text.isEmpty()),
            Optional.of(expected.edit()).filter(text -> !text.isEmpty()),
            expected.hidden()),
        StanzaKind.of(message));
    assertEquals(
        encoded(List.of(expected.nodes())), encoded(SideNodes.of(message, BO, StatusScope.ONLY)));
  }

  private static Arguments row(String name, Message.Builder message, Jid chat, Node... nodes) {
    return Arguments.of(name, message.build(), chat, List.of(nodes));
  }

  private static Message.Builder flowMessage(String button) {
    return Message.newBuilder()
        .setInteractiveMessage(
            InteractiveMessage.newBuilder()
                .setNativeFlowMessage(
                    InteractiveMessage.NativeFlowMessage.newBuilder()
                        .addButtons(
                            InteractiveMessage.NativeFlowMessage.NativeFlowButton.newBuilder()
                                .setName(button))));
  }

  static Stream<Arguments> others() {
    return Stream.of(
        row(
            "buttons",
            Message.newBuilder().setButtonsMessage(ButtonsMessage.getDefaultInstance()),
            BO,
            biz(Node.of("buttons"))),
        row(
            "interactive reply",
            Message.newBuilder()
                .setInteractiveResponseMessage(InteractiveResponseMessage.getDefaultInstance()),
            BO,
            biz(Node.of("interactive_response"))),
        row("order details", flowMessage("review_and_pay"), BO, flow("order_details")),
        row("order status", flowMessage("review_order"), BO, flow("order_status")),
        row("a page", flowMessage("open_webview"), BO, flow("message_with_link")),
        row("any flow", flowMessage("cta_copy"), BO, flow("cta_copy")),
        row(
            "member label",
            Message.newBuilder()
                .setProtocolMessage(
                    ProtocolMessage.newBuilder()
                        .setType(ProtocolMessage.Type.GROUP_MEMBER_LABEL_CHANGE)),
            GROUP,
            Node.builder("meta")
                .attr("tag_reason", "user_update")
                .attr("appdata", "member_tag")
                .build()),
        row(
            "status post",
            Message.newBuilder().setConversation("a"),
            BroadcastJid.STATUS,
            meta("status_setting", "contacts")),
        row(
            "revoked status post",
            Message.newBuilder()
                .setProtocolMessage(
                    ProtocolMessage.newBuilder().setType(ProtocolMessage.Type.REVOKE)),
            BroadcastJid.STATUS),
        row(
            "reaction to a status post",
            Message.newBuilder().setReactionMessage(ReactionMessage.getDefaultInstance()),
            BroadcastJid.STATUS),
        row(
            "sealed reaction to a status post",
            Message.newBuilder().setEncReactionMessage(EncReactionMessage.getDefaultInstance()),
            BroadcastJid.STATUS),
        row(
            "poll of an announcement group",
            Message.newBuilder().setPollCreationMessageV2(PollCreationMessage.getDefaultInstance()),
            GROUP,
            meta("polltype", "creation")),
        // No peer says anything beside the newest generation.
        row(
            "quiz",
            Message.newBuilder().setPollCreationMessageV5(PollCreationMessage.getDefaultInstance()),
            BO),
        row(
            "sealed comment of a group's member",
            Message.newBuilder()
                .setEncCommentMessage(
                    EncCommentMessage.newBuilder()
                        .setTargetMessageKey(
                            MessageKey.newBuilder().setId("POST").setParticipant(ANA.toString()))),
            GROUP,
            Node.builder("meta")
                .attr("thread_msg_id", "POST")
                .attr("thread_msg_sender_jid", ANA)
                .build()),
        row(
            "product",
            Message.newBuilder().setProductMessage(ProductMessage.getDefaultInstance()),
            BO),
        row("order", Message.newBuilder().setOrderMessage(OrderMessage.getDefaultInstance()), BO),
        row(
            "sticker pack",
            Message.newBuilder().setStickerPackMessage(StickerPackMessage.getDefaultInstance()),
            BO),
        row(
            "template",
            Message.newBuilder().setTemplateMessage(TemplateMessage.getDefaultInstance()),
            BO),
        row(
            "template reply",
            Message.newBuilder()
                .setTemplateButtonReplyMessage(TemplateButtonReplyMessage.getDefaultInstance()),
            BO),
        row(
            "request for a phone number",
            Message.newBuilder()
                .setRequestPhoneNumberMessage(RequestPhoneNumberMessage.getDefaultInstance()),
            BO),
        row(
            "invitation to administer a channel",
            Message.newBuilder()
                .setNewsletterAdminInviteMessage(NewsletterAdminInviteMessage.getDefaultInstance()),
            BO));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void saysBeside(String name, Message message, Jid chat, List<Node> nodes) {
    assertEquals(encoded(nodes), encoded(SideNodes.of(message, chat, StatusScope.CONTACTS)));
  }

  @ParameterizedTest
  @CsvSource({"CONTACTS, contacts", "CONTACTS_EXCEPT, denylist", "ONLY, allowlist"})
  void saysHowAPostsViewersWereChosen(StatusScope scope, String setting) {
    Message post = Message.newBuilder().setConversation("a").build();
    assertEquals(
        encoded(List.of(meta("status_setting", setting))),
        encoded(SideNodes.of(post, BroadcastJid.STATUS, scope)));
  }
}
