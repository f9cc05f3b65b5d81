package chatwarp.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.content.CalendarEventContent;
import chatwarp.domain.content.CommentContent;
import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.EventReplyContent;
import chatwarp.domain.content.InteractiveContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageContext;
import chatwarp.domain.content.NativeFlowButton;
import chatwarp.domain.content.OutgoingMessage;
import chatwarp.domain.content.PinContent;
import chatwarp.domain.content.PollContent;
import chatwarp.domain.content.PollVoteContent;
import chatwarp.domain.content.Quote;
import chatwarp.domain.content.ReactionContent;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.RevokeContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.GroupDraft;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.Sending;
import chatwarp.domain.port.SessionFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two devices of ours say to each other what speaks of other messages. */
class ContentScenarioTest {
  private static final String MINE = "5511999990001";
  private static final String THEIRS = "5511999990002";

  /** Where they talk. */
  enum Place {
    BETWEEN_TWO,
    GROUP
  }

  private Offline offline;
  private Device one;
  private Device two;
  private int sent;

  @BeforeEach
  void start() {
    offline = new Offline(false);
    List.of(MINE, THEIRS).forEach(offline::account);
    one = new Device(offline, 1).pair(MINE);
    two = new Device(offline, 2).pair(THEIRS);
  }

  @AfterEach
  void stop() {
    one.session.close();
    two.session.close();
    offline.close();
  }

  /**
   * Says something; gives its key as the speaker and as the listener know it, and what was read.
   */
  private Said say(Device speaker, Device listener, Jid chat, MessageContent content)
      throws Exception {
    return say(speaker, listener, chat, content, MessageContext.NONE);
  }

  private Said say(
      Device speaker, Device listener, Jid chat, MessageContent content, MessageContext around)
      throws Exception {
    MessageId id = new MessageId("3EB0" + ++sent);
    Sending sending =
        speaker.session.send(new OutgoingMessage(id, chat, content, around, List.of()));
    assertInstanceOf(Sending.Outcome.Acked.class, sending.outcome().get(20, TimeUnit.SECONDS));
    for (int nth = 1; ; nth++) {
      SessionFact.Received received = listener.host.awaitFact(SessionFact.Received.class, nth);
      if (received.message().key().id().equals(id)) {
        return new Said(
            sending.stored().key(), received.message().key(), received, received.content());
      }
    }
  }

  private record Said(
      MessageKey spoken,
      MessageKey heard,
      SessionFact.Received received,
      Optional<ReadContent> content) {
    <T extends MessageContent> T as(Class<T> kind) {
      return assertInstanceOf(kind, content.orElseThrow().content());
    }
  }

  @ParameterizedTest
  @EnumSource
  void speakOfMessages(Place place) throws Exception {
    Jid toTwo;
    Jid toOne;
    if (place == Place.GROUP) {
      toTwo =
          one.session.groups().create(GroupDraft.of("Family", List.of(UserJid.phone(THEIRS)))).id();
      toOne = toTwo;
    } else {
      toTwo = UserJid.phone(THEIRS);
      toOne = UserJid.phone(MINE);
    }

    Said text = say(one, two, toTwo, TextContent.of("hello"));
    assertEquals(TextContent.of("hello"), text.as(TextContent.class));

    PollContent question = new PollContent("lunch?", List.of("yes", "no"), 1);
    Said poll = say(one, two, toTwo, question);
    assertEquals(question, poll.as(PollContent.class));
    Said vote = say(two, one, toOne, new PollVoteContent(poll.heard(), List.of("no")));
    assertEquals(List.of("no"), vote.as(PollVoteContent.class).selected());
    assertEquals(poll.spoken().id(), vote.as(PollVoteContent.class).poll().id());
    assertTrue(vote.as(PollVoteContent.class).poll().fromMe());
    Said ownVote = say(one, two, toTwo, new PollVoteContent(poll.spoken(), List.of("yes")));
    assertEquals(List.of("yes"), ownVote.as(PollVoteContent.class).selected());
    assertFalse(ownVote.as(PollVoteContent.class).poll().fromMe());

    CalendarEventContent party =
        new CalendarEventContent(
            "party",
            Optional.empty(),
            Instant.ofEpochSecond(1_900_000_000),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            false);
    Said event = say(one, two, toTwo, party);
    assertEquals(party, event.as(CalendarEventContent.class));
    Said coming =
        say(
            two,
            one,
            toOne,
            new EventReplyContent(event.heard(), EventReplyContent.Answer.GOING, 1));
    assertEquals(EventReplyContent.Answer.GOING, coming.as(EventReplyContent.class).answer());

    Said reaction = say(two, one, toOne, new ReactionContent(text.heard(), "\uD83D\uDC4D"));
    assertEquals("\uD83D\uDC4D", reaction.as(ReactionContent.class).emoji());
    assertTrue(reaction.as(ReactionContent.class).target().fromMe());

    Said comment = say(two, one, toOne, new CommentContent(text.heard(), TextContent.of("so?")));
    assertEquals(TextContent.of("so?"), comment.as(CommentContent.class).comment());

    Said reply =
        say(
            two,
            one,
            toOne,
            TextContent.of("indeed"),
            MessageContext.NONE.quoting(
                new Quote(
                    text.heard(),
                    text.received().message().sender(),
                    text.received().message().content())));
    Quote quoted = reply.content().orElseThrow().context().quoted().orElseThrow();
    assertEquals(text.spoken().id(), quoted.key().id());
    assertTrue(quoted.key().fromMe());

    Said pin = say(two, one, toOne, new PinContent(text.heard(), Optional.of(Duration.ofDays(7))));
    assertEquals(Optional.of(Duration.ofDays(7)), pin.as(PinContent.class).duration());

    InteractiveContent buttons =
        new InteractiveContent(
            Optional.of("title"),
            "body",
            Optional.empty(),
            Optional.empty(),
            List.of(new NativeFlowButton.Reply("say \"yes\"", "1")));
    assertEquals(buttons, say(one, two, toTwo, buttons).as(InteractiveContent.class));

    Said edit = say(one, two, toTwo, new EditContent(text.spoken(), TextContent.of("hello again")));
    assertEquals(TextContent.of("hello again"), edit.as(EditContent.class).replacement());
    assertEquals(text.heard().id(), edit.as(EditContent.class).target().id());

    // Nobody may edit or delete what another one wrote.
    for (MessageContent forgery :
        List.of(
            new EditContent(asOwn(text.heard()), TextContent.of("forged")),
            new RevokeContent(asOwn(text.heard())))) {
      assertEquals(Optional.empty(), say(two, one, toOne, forgery).content());
    }

    Said revoke = say(one, two, toTwo, new RevokeContent(text.spoken()));
    assertEquals(text.heard().id(), revoke.as(RevokeContent.class).target().id());
    assertFalse(revoke.as(RevokeContent.class).target().fromMe());
    assertEquals(
        0, offline.violations().get("count").asInt(), () -> offline.violations().toString());
  }

  private static MessageKey asOwn(MessageKey key) {
    return new MessageKey(
        key.chat(),
        true,
        key.id(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        key.addressing());
  }
}
