package chatwarp.simulator.content;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.proto.EncCommentMessage;
import chatwarp.adapters.wa.proto.EncEventResponseMessage;
import chatwarp.adapters.wa.proto.EncReactionMessage;
import chatwarp.adapters.wa.proto.KeepInChatMessage;
import chatwarp.adapters.wa.proto.KeepType;
import chatwarp.adapters.wa.proto.Message;
import chatwarp.adapters.wa.proto.MessageKey;
import chatwarp.adapters.wa.proto.PinInChatMessage;
import chatwarp.adapters.wa.proto.PollCreationMessage;
import chatwarp.adapters.wa.proto.PollUpdateMessage;
import chatwarp.adapters.wa.proto.ProtocolMessage;
import chatwarp.adapters.wa.proto.ReactionMessage;
import chatwarp.adapters.wa.proto.SecretEncryptedMessage;
import chatwarp.adapters.wa.proto.SecretEncryptedMessage.SecretEncType;
import chatwarp.domain.model.UserJid;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a phone finds wrong with the outside of a message (05 §9, §10). */
class StanzaCheckTest {
  private static final UserJid ANA = UserJid.phone("5511988887777");
  private static final String NOT_HIDDEN = "decrypt-fail is not hide";
  private static final String HIDDEN = "decrypt-fail=hide on what people should see";

  private static final Message TEXT = Message.newBuilder().setConversation("a").build();
  private static final Message REACTION = reaction("x");
  private static final Message TAKEN_BACK = reaction("");
  private static final Message VOTE =
      Message.newBuilder().setPollUpdateMessage(PollUpdateMessage.getDefaultInstance()).build();
  private static final Message ANSWER =
      Message.newBuilder()
          .setEncEventResponseMessage(EncEventResponseMessage.getDefaultInstance())
          .build();
  private static final Message PIN =
      Message.newBuilder().setPinInChatMessage(PinInChatMessage.getDefaultInstance()).build();
  private static final Message QUIZ =
      Message.newBuilder()
          .setPollCreationMessageV5(PollCreationMessage.getDefaultInstance())
          .build();
  private static final Message SEALED_REACTION =
      Message.newBuilder().setEncReactionMessage(EncReactionMessage.getDefaultInstance()).build();
  private static final Message KEY =
      Message.newBuilder()
          .setSenderKeyDistributionMessage(
              Message.SenderKeyDistributionMessage.getDefaultInstance())
          .build();
  private static final Message COMMENT =
      Message.newBuilder()
          .setEncCommentMessage(
              EncCommentMessage.newBuilder()
                  .setTargetMessageKey(
                      MessageKey.newBuilder().setId("POST").setParticipant(ANA.toString())))
          .build();

  private static Message reaction(String text) {
    return Message.newBuilder()
        .setReactionMessage(ReactionMessage.newBuilder().setText(text))
        .build();
  }

  private static Message edited(SecretEncType what) {
    return Message.newBuilder()
        .setSecretEncryptedMessage(SecretEncryptedMessage.newBuilder().setSecretEncType(what))
        .build();
  }

  private static Message change(ProtocolMessage.Type type, boolean own) {
    return Message.newBuilder()
        .setProtocolMessage(
            ProtocolMessage.newBuilder()
                .setType(type)
                .setKey(MessageKey.newBuilder().setFromMe(own)))
        .build();
  }

  private static Message letGo(boolean own) {
    return Message.newBuilder()
        .setKeepInChatMessage(
            KeepInChatMessage.newBuilder()
                .setKeepType(KeepType.UNDO_KEEP_FOR_ALL)
                .setKey(MessageKey.newBuilder().setFromMe(own)))
        .build();
  }

  private static NodeBuilder enc(String type, boolean hide) {
    NodeBuilder enc = Node.builder("enc").attr("v", "2").attr("type", type);
    return hide ? enc.attr("decrypt-fail", "hide") : enc;
  }

  private static final Node SHOWN = enc("msg", false).build();
  private static final Node HIDE = enc("msg", true).build();
  private static final Node GROUPS = enc("skmsg", false).build();

  private static Node meta(String name, String value) {
    return Node.builder("meta").attr(name, value).build();
  }

  private static Node thread(UserJid author) {
    return Node.builder("meta")
        .attr("thread_msg_id", "POST")
        .attr("thread_msg_sender_jid", author)
        .build();
  }

  private static NodeBuilder stanza(String type, Node... children) {
    return Node.builder("message").attr("id", "M1").attr("type", type).children(children);
  }

  private static Arguments row(String name, Message said, NodeBuilder stanza, String... problems) {
    return Arguments.of(name, said, stanza.build(), List.of(problems));
  }

  static Stream<Arguments> hiding() {
    Node vote = meta("polltype", "vote");
    Node answer = meta("event_type", "response");
    return Stream.of(
        row("text", TEXT, stanza("text", SHOWN)),
        row("text, hidden", TEXT, stanza("text", HIDE), HIDDEN),
        row("nothing but a sender key, hidden", KEY, stanza("text", HIDE)),
        row("reaction", REACTION, stanza("reaction", HIDE)),
        row("reaction, shown", REACTION, stanza("reaction", SHOWN), NOT_HIDDEN),
        row("reaction to a group, as whatsmeow has it", REACTION, stanza("reaction", GROUPS)),
        row("reaction beside a key", REACTION, stanza("reaction", SHOWN, GROUPS)),
        row(
            "reaction again, as Baileys has it",
            REACTION,
            stanza("reaction", enc("msg", false).attr("count", "1").build())),
        row("sealed reaction", SEALED_REACTION, stanza("reaction", HIDE)),
        row("sealed reaction, shown", SEALED_REACTION, stanza("reaction", SHOWN), NOT_HIDDEN),
        row("vote", VOTE, stanza("poll", HIDE, vote)),
        row("vote, shown", VOTE, stanza("poll", SHOWN, vote), NOT_HIDDEN),
        row("answer", ANSWER, stanza("event", HIDE, answer)),
        row("answer, shown", ANSWER, stanza("event", SHOWN, answer), NOT_HIDDEN),
        row("pin, shown", PIN, stanza("text", SHOWN).attr("edit", "2"), NOT_HIDDEN),
        row(
            "edit, as Baileys has it",
            change(ProtocolMessage.Type.MESSAGE_EDIT, true),
            stanza("text", SHOWN).attr("edit", "1")),
        row(
            "revoke, as Baileys has it",
            change(ProtocolMessage.Type.REVOKE, true),
            stanza("text", SHOWN).attr("edit", "7")),
        row(
            "revoke",
            change(ProtocolMessage.Type.REVOKE, true),
            stanza("text", HIDE).attr("edit", "7")),
        row(
            "admin's revoke, as whatsmeow has it",
            change(ProtocolMessage.Type.REVOKE, false),
            stanza("text", HIDE).attr("edit", "8")),
        row(
            "timer, hidden",
            change(ProtocolMessage.Type.EPHEMERAL_SETTING, true),
            stanza("text", HIDE),
            HIDDEN),
        row(
            "edited poll, shown",
            edited(SecretEncType.POLL_EDIT),
            stanza("poll", SHOWN),
            NOT_HIDDEN));
  }

  static Stream<Arguments> edits() {
    return Stream.of(
        row("text as an edit", TEXT, stanza("text", SHOWN).attr("edit", "1"), "edit is not absent"),
        row("pin without", PIN, stanza("text", HIDE), "edit is not 2"),
        row("reaction taken back", TAKEN_BACK, stanza("reaction", HIDE).attr("edit", "7")),
        row("reaction taken back, as Baileys has it", TAKEN_BACK, stanza("reaction", HIDE)),
        row(
            "reaction taken back by an admin",
            TAKEN_BACK,
            stanza("reaction", HIDE).attr("edit", "8"),
            "edit is not 7"),
        row(
            "reaction as a revoke",
            REACTION,
            stanza("reaction", HIDE).attr("edit", "7"),
            "edit is not absent"),
        row("kept no more", letGo(true), stanza("text", HIDE).attr("edit", "7")),
        row("kept no more, without", letGo(true), stanza("text", HIDE), "edit is not 7"),
        row("kept no more by another", letGo(false), stanza("text", HIDE)),
        row(
            "edit under a secret",
            edited(SecretEncType.MESSAGE_EDIT),
            stanza("text", SHOWN).attr("edit", "1")));
  }

  static Stream<Arguments> sides() {
    Node edit = meta("event_type", "edit");
    return Stream.of(
        row("edited event", edited(SecretEncType.EVENT_EDIT), stanza("event", HIDE, edit)),
        row(
            "edited event as a text",
            edited(SecretEncType.EVENT_EDIT),
            stanza("text", HIDE, edit),
            "type is not event"),
        row(
            "edited event without meta",
            edited(SecretEncType.EVENT_EDIT),
            stanza("event", HIDE),
            "no " + edit + " beside the ciphertext"),
        row(
            "edited poll as a text",
            edited(SecretEncType.POLL_EDIT),
            stanza("text", HIDE),
            "type is not poll"),
        row(
            "sealed reaction as a text",
            SEALED_REACTION,
            stanza("text", HIDE),
            "type is not reaction"),
        row("quiz, of which no peer says more", QUIZ, stanza("poll", SHOWN)),
        row("quiz as a text", QUIZ, stanza("text", SHOWN), "type is not poll"),
        row("comment", COMMENT, stanza("text", SHOWN, thread(ANA))),
        row(
            "comment without meta",
            COMMENT,
            stanza("text", SHOWN),
            "no " + thread(ANA) + " beside the ciphertext"),
        row(
            "comment that names the author in a text",
            COMMENT,
            stanza(
                "text",
                SHOWN,
                Node.builder("meta")
                    .attr("thread_msg_id", "POST")
                    .attr("thread_msg_sender_jid", ANA.toString())
                    .build()),
            "no " + thread(ANA) + " beside the ciphertext"),
        row(
            "comment on another's post",
            COMMENT,
            stanza("text", SHOWN, thread(UserJid.phone("5511988886666"))),
            "no " + thread(ANA) + " beside the ciphertext"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"hiding", "edits", "sides"})
  void finds(String name, Message said, Node stanza, List<String> problems) {
    assertEquals(problems, StanzaCheck.problems(stanza, said));
  }
}
