package chatwarp.simulator.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.UserJid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Phones that let each other in, by the tokens they issue. */
class TrustTest {
  private final World world = new World();
  private final Phone ana = world.phone("Ana");
  private final Phone shy = world.phone("Shy");

  @BeforeEach
  void restrict() {
    shy.account().restrict(true);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private OptionalInt anaWrites(String text) throws Exception {
    String id = ana.sendText(shy.account().phone(), text).get();
    PhoneEvent ack =
        ana.events()
            .await(e -> e instanceof PhoneEvent.Acknowledged a && a.id().equals(id), World.SOON)
            .orElseThrow();
    return ((PhoneEvent.Acknowledged) ack).error();
  }

  private void anaIsLetIn(int times) throws Exception {
    assertEquals(
        times,
        ana.events().awaitCount(e -> e instanceof PhoneEvent.Trusted, times, World.SOON).size());
  }

  @Test
  void answersWhoWroteFirst() throws Exception {
    assertEquals(OptionalInt.of(463), anaWrites("hello?"));
    shy.sendText(ana.account().phone(), "hello").get();
    anaIsLetIn(1);
    assertEquals(OptionalInt.empty(), anaWrites("at last"));
    assertEquals(
        List.of(Optional.of("at last")),
        shy.inbox().awaitCount(entry -> true, 1, World.SOON).stream()
            .map(InboxEntry::text)
            .toList());
    assertEquals(List.of(), world.violations.list());
  }

  @Test
  void issuesOneTokenForManyMessages() throws Exception {
    shy.sendText(ana.account().phone(), "one").get();
    shy.sendText(ana.account().lid(), "two").get();
    ana.inbox().awaitCount(entry -> true, 2, World.SOON);
    anaIsLetIn(1);
    shy.trust(ana.account().phone(), Optional.empty()).get();
    anaIsLetIn(2);
    assertEquals(2, ana.events().entries(e -> e instanceof PhoneEvent.Trusted).size());
  }

  @Test
  void showsNoTokenThatIsOver() throws Exception {
    shy.trust(ana.account().phone(), Optional.of(World.NOW.minus(Duration.ofDays(28)))).get();
    anaIsLetIn(1);
    assertEquals(OptionalInt.of(463), anaWrites("too late"));
    assertEquals(List.of(), world.violations.list(), "it would be reported");
  }

  @Test
  void letsNobodyInWhoIsNot() {
    ExecutionException failure =
        assertThrows(
            ExecutionException.class,
            () -> shy.trust(UserJid.phone("5511000000000"), Optional.empty()).get());
    assertTrue(failure.getCause() instanceof UnknownRecipientException);
  }
}
