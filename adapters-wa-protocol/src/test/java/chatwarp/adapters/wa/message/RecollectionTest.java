package chatwarp.adapters.wa.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.MessageId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecollectionTest {
  private static final MessageId ID = new MessageId("TEXT");

  private static MessageRecord record() {
    TwoPeople two = new TwoPeople();
    two.saidByAna("TEXT", TextContent.of("hello"));
    return two.ana
        .scene(TwoPeople.BO, TwoPeople.BO, false)
        .kept()
        .find(TwoPeople.BO, ID)
        .orElseThrow();
  }

  @Test
  void givesAMessageOnceItWasFetched() {
    MessageRecord message = record();
    Recollection recollection = new Recollection((_, _) -> Optional.of(message));
    Recollection.Missing missing =
        assertThrows(Recollection.Missing.class, () -> recollection.find(TwoPeople.BO, ID));
    recollection.fetch(
        missing,
        () -> {
          throw new AssertionError("waited for what was there");
        });
    assertEquals(Optional.of(message), recollection.find(TwoPeople.BO, ID));
  }

  @Test
  void looksAgainWhenWhatCameBeforeIsDurable() {
    MessageRecord message = record();
    AtomicInteger durable = new AtomicInteger();
    Recollection recollection =
        new Recollection((_, _) -> durable.get() > 0 ? Optional.of(message) : Optional.empty());
    Recollection.Missing missing =
        assertThrows(Recollection.Missing.class, () -> recollection.find(TwoPeople.BO, ID));
    recollection.fetch(missing, durable::incrementAndGet);
    assertEquals(Optional.of(message), recollection.find(TwoPeople.BO, ID));
  }

  @Test
  void remembersThatThereIsNone() {
    Recollection recollection = new Recollection(KeptMessages.NONE);
    Recollection.Missing missing =
        assertThrows(Recollection.Missing.class, () -> recollection.find(TwoPeople.BO, ID));
    recollection.fetch(missing, () -> {});
    assertEquals(Optional.empty(), recollection.find(TwoPeople.BO, ID));
  }
}
