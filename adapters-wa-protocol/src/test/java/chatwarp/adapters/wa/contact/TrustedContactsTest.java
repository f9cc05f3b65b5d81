package chatwarp.adapters.wa.contact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.device.TestState;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedContactsTest {
  private static final UserJid ME = UserJid.phone("5511999990001");
  private static final UserJid THEM = UserJid.phone("5511999990002");
  private static final UserJid THEIR_LID = UserJid.lid("100000000000002");

  private final TestState test = new TestState(Optional.of(TestState.linked()));
  private final ManualTime time = new ManualTime();
  private final TrustedContacts contacts = new TrustedContacts(test.state, new TokenTerms(), time);

  private void tell(NodeBuilder notification) {
    Node told = notification.attr("type", "privacy_token").build();
    test.state
        .step(step -> {
          contacts.told(step, told);
          return step;
        })
        .durable()
        .join();
  }

  private NodeBuilder from(Jid issuer, Node... tokens) {
    return Node.builder("notification").attr("from", issuer).children(Node.of("tokens", tokens));
  }

  private Node token(Instant at, int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return Node.builder("token")
        .attr("type", "trusted_contact")
        .attr("jid", ME)
        .attr("t", at.getEpochSecond())
        .bytes(content)
        .build();
  }

  private Optional<byte[]> shown(TrustedContacts by, Jid to) {
    return by.forPresence(to).map(Node::requireBytes);
  }

  private byte[] shownTo(Jid to) {
    return shown(contacts, to).orElseThrow();
  }

  @Test
  void knowsWhoeverIssuedItByBothAddresses() {
    tell(from(THEM, token(time.instant(), 7)).attr("sender_lid", THEIR_LID));
    assertArrayEquals(new byte[] {7}, shownTo(THEM));
    assertArrayEquals(new byte[] {7}, shownTo(THEIR_LID.device(3)));
    assertEquals(Optional.of(THEIR_LID), test.state.view(step -> LidMap.other(step, THEM)));
  }

  @Test
  void findsWhatItKeptBeforeTheLidWasKnown() {
    tell(from(THEM, token(time.instant(), 7)));
    test.state.step(step -> {
      LidMap.learn(step, THEM, THEIR_LID);
      return step;
    });
    assertArrayEquals(new byte[] {7}, shownTo(THEIR_LID));
    time.advance(Duration.ofSeconds(1));
    tell(from(THEIR_LID, token(time.instant(), 8)));
    assertArrayEquals(new byte[] {8}, shownTo(THEM));
  }

  @Test
  void keepsTheLaterOfTwo() {
    Instant now = time.instant();
    tell(from(THEM, token(now, 7)));
    tell(from(THEM, token(now.minusSeconds(1), 8)));
    assertArrayEquals(new byte[] {7}, shownTo(THEM));
    tell(from(THEM, token(now, 9)));
    assertArrayEquals(new byte[] {9}, shownTo(THEM));
  }

  @Test
  void letsATokenOfTheFutureCountFromNow() {
    tell(from(THEM, token(Instant.ofEpochSecond(1L << 50), 7)));
    assertArrayEquals(new byte[] {7}, shownTo(THEM));
    time.advance(Duration.ofDays(28));
    assertEquals(Optional.empty(), shown(contacts, THEM));
  }

  @Test
  void survivesTheEndOfTheSession() {
    tell(from(THEM, token(time.instant(), 7)));
    StagedState restarted = test.state(Optional.of(TestState.linked()));
    TrustedContacts later = new TrustedContacts(restarted, new TokenTerms(), time);
    assertArrayEquals(new byte[] {7}, shown(later, THEM).orElseThrow());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"type", "t", "bytes", "empty", "old", "too long"})
  void takesNoTokenThatIsNone(String fault) {
    Node good = token(time.instant(), 7);
    Node bad =
        switch (fault) {
          case "type" -> good.toBuilder().attr("type", "other").build();
          case "t" ->
              Node.builder("token").attr("type", "trusted_contact").bytes(new byte[1]).build();
          case "bytes" ->
              Node.builder("token").attr("type", "trusted_contact").attr("t", 1).build();
          case "empty" -> token(time.instant());
          case "old" -> token(time.instant().minus(Duration.ofDays(28)), 7);
          default -> good.toBuilder().bytes(new byte[5000]).build();
        };
    tell(from(THEM, bad));
    assertEquals(Optional.empty(), shown(contacts, THEM));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "5511999990001@s.whatsapp.net, ourselves",
    "0@s.whatsapp.net,             WhatsApp itself",
    "13135550002@s.whatsapp.net,   a bot"
  })
  void showsNoneToSomeEvenWhenToldOne(String person, String who) {
    Jid jid = Jid.parse(person);
    tell(from(jid, token(time.instant(), 7)));
    assertEquals(Optional.empty(), shown(contacts, jid), who);
    assertFalse(test.state.view(step -> contacts.towards(step, (UserJid) jid)).owed(), who);
  }

  @Test
  void showsNoneAboutAGroup() {
    assertEquals(Optional.empty(), contacts.forPicture(Jid.parse("120363000000000001@g.us")));
  }

  @Test
  void showsNoneForPicturesWhereTheServerSaysSo() {
    TokenTerms terms = new TokenTerms();
    TrustedContacts told = new TrustedContacts(test.state, terms, time);
    tell(from(THEM, token(time.instant(), 7)));
    assertTrue(told.forPicture(THEM).isPresent());
    terms.learn(
        Node.of(
            "props",
            Node.builder("prop")
                .attr("config_code", "9666")
                .attr("config_value", "false")
                .build()));
    assertTrue(told.forPicture(THEM).isEmpty());
    assertTrue(told.forPresence(THEM).isPresent());
  }
}
