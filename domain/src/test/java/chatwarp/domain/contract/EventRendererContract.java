package chatwarp.domain.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.content.EventReplyContent;
import chatwarp.domain.content.PollTally;
import chatwarp.domain.event.GroupChange;
import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.event.PairingOffer;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Disconnection;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageStatus;
import chatwarp.domain.model.Profile;
import chatwarp.domain.port.EventAttachment;
import chatwarp.domain.port.EventBody;
import chatwarp.domain.port.EventRenderer;
import chatwarp.domain.port.NewEvent;
import chatwarp.domain.port.StoredEvent;
import chatwarp.domain.port.ToldMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link EventRenderer} does. */
public abstract class EventRendererContract {
  private final Instance instance = Samples.instance();

  protected abstract EventRenderer renderer();

  /** One event of every kind there is. */
  static List<InstanceEvent> everyEvent() {
    var message = Samples.message(Samples.ANA, Samples.ANA, "3EB0AA");
    return List.of(
        new InstanceEvent.Started(),
        new InstanceEvent.Created(),
        new InstanceEvent.Deleted(),
        new InstanceEvent.Removed(),
        new InstanceEvent.LoggedOut(),
        new InstanceEvent.Stopped(new Disconnection(DisconnectReason.LOGGED_OUT, Samples.T0)),
        new InstanceEvent.QrUpdated(new PairingOffer("2@a,b,c,d", Optional.of("WZYEH1YY"), 1)),
        new InstanceEvent.QrLimitReached(),
        new InstanceEvent.ConnectionChanged(
            InstanceEvent.ConnectionChanged.Link.OPEN, 200, Profile.UNKNOWN),
        new InstanceEvent.MessageReceived(message),
        new InstanceEvent.MessageSent(message),
        new InstanceEvent.MessageStatusChanged(
            message.key(), Optional.of(Samples.ANA), MessageStatus.ERROR, OptionalInt.of(463)),
        new InstanceEvent.ChatAdded(Samples.ANA, Optional.empty(), Optional.of("Ana"), 1),
        new InstanceEvent.ChatChanged(Samples.ANA, Optional.empty()),
        new InstanceEvent.ContactAdded(Samples.ANA, Optional.empty(), Optional.empty()),
        new InstanceEvent.ContactChanged(Samples.ANA, Optional.empty(), Optional.of("Ana")),
        new InstanceEvent.ContactPictureChanged(
            Samples.ANA, Optional.empty(), Optional.of("Ana"), Optional.empty()),
        new InstanceEvent.MessageEdited(message.key(), message.content(), Samples.T0, false),
        new InstanceEvent.MessageDeleted(message.key(), Optional.of(message)),
        new InstanceEvent.PollVoted(
            message.key(), List.of(new PollTally("Yes", List.of(Samples.ANA)))),
        new InstanceEvent.EventAnswered(
            message.key(),
            new EventReplyContent(message.key(), EventReplyContent.Answer.MAYBE, 1),
            Samples.T0),
        new InstanceEvent.PresenceSeen(
            Samples.ANA,
            Samples.ANA,
            Optional.empty(),
            InstanceEvent.PresenceSeen.Presence.COMPOSING,
            Optional.empty()),
        new InstanceEvent.GroupAdded(Samples.group(), Optional.of(Samples.ANA)),
        new InstanceEvent.GroupUpdated(
            Samples.group().id(), Optional.of(Samples.ANA), new GroupChange.Subject("New")),
        new InstanceEvent.GroupPictureChanged(
            Samples.group().id(), Optional.of(Samples.ANA), Optional.empty()),
        new InstanceEvent.GroupMembersChanged(
            Samples.group().id(),
            Optional.of(Samples.ANA),
            new GroupChange.Removed(Samples.group().participants()),
            Map.of()));
  }

  @Test
  void theSamplesHoldEveryEventThereIs() {
    Set<Class<?>> sampled = new HashSet<>();
    everyEvent().forEach(event -> sampled.add(event.getClass()));
    for (Class<?> kind : InstanceEvent.class.getPermittedSubclasses()) {
      assertTrue(sampled.contains(kind), kind.getSimpleName());
    }
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void sameEventGivesSameBytes(InstanceEvent event) {
    byte[] first = renderer().data(instance.id(), instance.name(), event);
    byte[] second = renderer().data(instance.id(), instance.name(), event);
    assertTrue(first.length > 0);
    assertArrayEquals(first, second);
  }

  @Test
  void theEnvelopeCarriesThePayloadUnchanged() {
    StoredEvent event = stored(instance.name(), "{\"some\":[1,2,\"thr\u00e9e\"]}");
    String envelope = text(renderer().envelope(event, Optional.empty()));
    assertTrue(envelope.contains("{\"some\":[1,2,\"thr\u00e9e\"]}"), envelope);
  }

  @Test
  void theEnvelopeNamesTheEventAndItsPlaceInTheOrder() {
    StoredEvent event = stored(instance.name(), "null");
    String envelope = text(renderer().envelope(event, Optional.empty()));
    assertTrue(envelope.contains(event.event().id().toString()), envelope);
    assertTrue(envelope.contains(EventKind.MESSAGES_UPSERT.wireName()), envelope);
    assertTrue(envelope.contains("4711"), envelope);
  }

  @Test
  void theEnvelopeNamesADestinationOnlyWhenThereIsOne() {
    StoredEvent event = stored(instance.name(), "null");
    String posted = text(renderer().envelope(event, Optional.of("http://127.0.0.1:9/hook")));
    assertTrue(posted.contains("\"http://127.0.0.1:9/hook\""), posted);
    assertFalse(text(renderer().envelope(event, Optional.empty())).contains("destination"));
  }

  @Test
  void aFileChangesNothingInAnEventWithoutAMessage() {
    StoredEvent event = stored(instance.name(), "{\"some\":1}");
    byte[] plain = renderer().envelope(event, Optional.empty());
    for (EventAttachment attachment :
        List.of(new EventAttachment.None(), new EventAttachment.Missing("gone"))) {
      EventBody body = renderer().envelope(event, Optional.empty(), attachment);
      assertEquals(text(plain), text(body.before()));
      assertEquals(Optional.empty(), body.file());
    }
  }

  @Test
  void onlyNewMessagesAreFoundInEvents() {
    for (InstanceEvent event : everyEvent()) {
      boolean tells =
          event instanceof InstanceEvent.MessageReceived
              || event instanceof InstanceEvent.MessageSent;
      byte[] data = renderer().data(instance.id(), instance.name(), event);
      NewEvent sample = Samples.event(instance, "{}");
      NewEvent told =
          new NewEvent(
              sample.id(), event.kind(), instance.name(), sample.sender(), sample.at(), data);
      assertEquals(
          tells
              ? Optional.of(new ToldMessage(List.of(Samples.ANA), new MessageId("3EB0AA")))
              : Optional.empty(),
          renderer().message(told),
          event.toString());
    }
  }

  @Test
  void aNameCannotBreakOutOfTheEnvelope() {
    StoredEvent event = stored(new InstanceName("a\",\"event\":\"x"), "null");
    String envelope = text(renderer().envelope(event, Optional.empty()));
    assertFalse(envelope.contains("\"event\":\"x\""), envelope);
  }

  @Test
  void noTokenIsTold() {
    for (InstanceEvent event : everyEvent()) {
      String data = text(renderer().data(instance.id(), instance.name(), event));
      assertFalse(data.contains(instance.token().reveal()), data);
    }
  }

  private StoredEvent stored(InstanceName name, String data) {
    NewEvent event = Samples.event(instance, data);
    return new StoredEvent(
        instance.id(),
        4711,
        new NewEvent(event.id(), event.kind(), name, event.sender(), event.at(), event.data()));
  }

  private static String text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    assertTrue(Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8)), "UTF-8");
    return text;
  }
}
