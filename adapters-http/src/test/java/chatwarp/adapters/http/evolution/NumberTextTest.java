package chatwarp.adapters.http.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.application.message.Recipient;
import chatwarp.application.message.SendException;
import chatwarp.domain.model.InvalidValueException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

  /** The table of evolution-v2 §4, row by row, and rows for what its rules say besides. */
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "+55 (11) 98765-4321, 5511987654321@s.whatsapp.net",
    "5531987654321, 553187654321@s.whatsapp.net",
    "5571612345678, 5571612345678@s.whatsapp.net",
    "551187654321, 551187654321@s.whatsapp.net",
    "5531987654321@s.whatsapp.net, 5531987654321@s.whatsapp.net",
    "5531987654321@c.us, 553187654321@s.whatsapp.net",
    "5215512345678, 525512345678@s.whatsapp.net",
    "5491123456789, 541123456789@s.whatsapp.net",
    "120363025246125486, 120363025246125486@g.us",
    "5511999999999-1600000000, 5511999999999-1600000000@g.us",
    "5511987654321:12@s.whatsapp.net, 5511987654321@s.whatsapp.net",
    "123456789012345@lid, 123456789012345@lid",
    "00155512345, 00155512345@s.whatsapp.net",
    "120363025246125486@g.us, 120363025246125486@g.us",
    "status@broadcast, status@broadcast",
    "120363025246125486@newsletter, 120363025246125486@newsletter",
    "5511987654321:3, 5511987654321@s.whatsapp.net",
    "555-1234, 5551234@s.whatsapp.net",
    "12025550123, 12025550123@s.whatsapp.net",
  })
  void namesWhoIsMeant(String written, String expected) {
    assertEquals(expected, guess(NumberText.recipient(written)));
  }

  @ParameterizedTest(name = "{0} may be {1}")
  @CsvSource({
    "5531987654321, 5531987654321 553187654321",
    "553187654321, 553187654321 5531987654321",
    "5511987654321, 5511987654321 551187654321",
    "551187654321, 551187654321 5511987654321",
    "553132345678, 553132345678",
    "5215512345678, 5215512345678 525512345678",
    "525512345678, 525512345678 5215512345678",
    "5491123456789, 5491123456789 541123456789",
    "541123456789, 541123456789 5491123456789",
    "12025550123, 12025550123",
  })
  void asksForTheNumberAsGivenFirstAndThenForItsTwin(String written, String candidates) {
    Recipient.Phone phone = assertInstanceOf(Recipient.Phone.class, NumberText.recipient(written));
    assertEquals(
        Arrays.asList(candidates.split(" ")),
        phone.candidates().stream().map(jid -> jid.user()).toList());
    assertEquals(written, phone.written());
  }

  @ParameterizedTest
  @ValueSource(strings = {"5531987654321@s.whatsapp.net", "123@lid", "123-456@g.us"})
  void neverRewritesAnExplicitAddress(String written) {
    Recipient.Address address =
        assertInstanceOf(Recipient.Address.class, NumberText.recipient(written));
    assertEquals(written, address.jid().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "+", "  ", "@c.us"})
  void aTextWithoutADigitIsNobody(String written) {
    SendException.NotOnWhatsApp thrown =
        assertThrows(SendException.NotOnWhatsApp.class, () -> NumberText.recipient(written));
    assertEquals(written, thrown.number());
  }

  @ParameterizedTest
  @ValueSource(strings = {"@s.whatsapp.net", "a b@g.us", "x@@lid"})
  void aBrokenAddressIsRefused(String written) {
    assertThrows(InvalidValueException.class, () -> NumberText.recipient(written));
  }

  @Test
  void anyTextIsReadOrRefusedInOneOfTwoWays() {
    long seed = 20260301;
    Random random = new Random(seed);
    String alphabet = "0159+-() :@.cuslidgnewtr\u00e9\u0000";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        NumberText.recipient(text.toString());
      } catch (InvalidValueException | SendException.NotOnWhatsApp expected) {
        // Refused as it should be.
      } catch (RuntimeException other) {
        throw new AssertionError("seed " + seed + ", text " + text, other);
      }
    }
  }

  private static String guess(Recipient recipient) {
    return switch (recipient) {
      case Recipient.Address(var jid) -> jid.toString();
      case Recipient.Phone phone -> phone.fallback().toString();
    };
  }
}
