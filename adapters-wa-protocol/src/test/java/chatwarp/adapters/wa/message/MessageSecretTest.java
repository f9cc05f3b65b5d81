package chatwarp.adapters.wa.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.proto.PollVoteMessage;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Vectors of 05 §17. */
class MessageSecretTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final UserJid CREATOR = UserJid.phone("5511999999999");
  private static final UserJid VOTER = UserJid.phone("5511888888888");
  private static final UserJid VOTER_LID = UserJid.lid("100000000000002");
  private static final String PLAIN =
      "0a208a798890fe93817163b10b5f7bd2ca4d25d84c52739a645a889c173eee7d9d3d";
  private static final String SEALED =
      "c54146b678b9ffda18f2336327feed6a39a39be3c338ea03a357df25c220bb563e62904213ea117cbe41d335"
          + "8f407936254c";

  private final MessageSecret secret =
      new MessageSecret(secret(), new MessageId("3EB0AABBCCDDEEFF001122"));

  private static byte[] secret() {
    byte[] secret = new byte[32];
    for (int i = 0; i < secret.length; i++) {
      secret[i] = (byte) i;
    }
    return secret;
  }

  private static byte[] iv() {
    byte[] iv = new byte[12];
    Arrays.fill(iv, (byte) 1);
    return iv;
  }

  @Test
  void derivesTheKeyOfTheVector() {
    assertEquals(
        "3ac3bfdbf6e7e61934b177567286a26a0ad2da8bfc0057ea18dbba142a08981b",
        HEX.formatHex(secret.key(CREATOR, VOTER, MessageSecret.Use.POLL_VOTE)));
  }

  @Test
  void namesTheOptionOfTheVectorByItsHash() {
    assertEquals(
        PLAIN,
        HEX.formatHex(
            PollVoteMessage.newBuilder()
                .addSelectedOptions(PollMessages.hash("yes"))
                .build()
                .toByteArray()));
  }

  @Test
  void sealsTheVoteOfTheVector() {
    MessageSecret.Sealed sealed =
        secret.seal(CREATOR, VOTER, MessageSecret.Use.POLL_VOTE, iv(), HEX.parseHex(PLAIN));
    assertEquals(SEALED, HEX.formatHex(sealed.payload()));
  }

  @Test
  void opensItUnderEitherAddress() {
    Optional<byte[]> plain =
        secret.open(
            List.of(UserJid.lid("1"), CREATOR),
            List.of(VOTER_LID, VOTER),
            MessageSecret.Use.POLL_VOTE,
            new MessageSecret.Sealed(HEX.parseHex(SEALED), iv()));
    assertEquals(PLAIN, HEX.formatHex(plain.orElseThrow()));
  }

  @Test
  void opensItForNobodyElse() {
    MessageSecret.Sealed sealed = new MessageSecret.Sealed(HEX.parseHex(SEALED), iv());
    assertEquals(
        Optional.empty(),
        secret.open(List.of(CREATOR), List.of(VOTER_LID), MessageSecret.Use.POLL_VOTE, sealed));
    assertEquals(
        Optional.empty(),
        secret.open(List.of(CREATOR), List.of(VOTER), MessageSecret.Use.EVENT_RESPONSE, sealed));
    assertEquals(
        Optional.empty(),
        secret.open(
            List.of(CREATOR),
            List.of(VOTER),
            MessageSecret.Use.POLL_VOTE,
            new MessageSecret.Sealed(new byte[3], new byte[0])));
  }

  @ParameterizedTest
  @EnumSource
  void opensWhatItSealed(MessageSecret.Use use) {
    byte[] plain = {1, 2, 3};
    assertArrayEquals(
        plain,
        secret
            .open(
                List.of(CREATOR),
                List.of(VOTER),
                use,
                secret.seal(CREATOR, VOTER, use, iv(), plain))
            .orElseThrow());
  }
}
