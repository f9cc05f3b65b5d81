package chatwarp.bootstrap.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.domain.content.ContentKind;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The simulator's phones know every kind of content that the domain does. They must not share the
 * domain's types, so a new kind is compiled into this table first, and then into the simulator,
 * whose own switches do not compile without it.
 */
class ContentKindsTest {
  private static final String SIMULATORS = "chatwarp.simulator.content.PhoneContent";

  @Test
  void theSimulatorsPhonesKnowEveryKindOfContent() throws ClassNotFoundException {
    Set<String> expected =
        Arrays.stream(ContentKind.values())
            .map(ContentKindsTest::onThePhone)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(expected, kinds(Class.forName(SIMULATORS)));
  }

  /** What the simulator calls a kind. */
  private static String onThePhone(ContentKind kind) {
    return switch (kind) {
      case TEXT -> "TextContent";
      case IMAGE -> "ImageContent";
      case VIDEO -> "VideoContent";
      case AUDIO -> "AudioContent";
      case DOCUMENT -> "DocumentContent";
      case STICKER -> "StickerContent";
      case LOCATION -> "LocationContent";
      case LIVE_LOCATION -> "LiveLocationContent";
      case CONTACT -> "ContactContent";
      case CALENDAR_EVENT -> "CalendarEventContent";
      case ALBUM -> "AlbumContent";
      case GROUP_INVITE -> "GroupInviteContent";
      case POLL -> "PollContent";
      case LIST -> "ListContent";
      case INTERACTIVE -> "InteractiveContent";
      case LIST_REPLY -> "ListReplyContent";
      case BUTTON_REPLY -> "ButtonReplyContent";
      case REACTION -> "ReactionContent";
      case POLL_VOTE -> "PollVoteContent";
      case EVENT_REPLY -> "EventReplyContent";
      case PIN -> "PinContent";
      case KEEP -> "KeepContent";
      case FORWARD -> "ForwardContent";
      case COMMENT -> "CommentContent";
      case EDIT -> "EditContent";
      case REVOKE -> "RevokeContent";
      case DISAPPEARING -> "DisappearingContent";
    };
  }

  private static Set<String> kinds(Class<?> sealed) {
    return leaves(sealed).map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ContentKindsTest::leaves)
        : Stream.of(type);
  }
}
